/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import cafe.resilient.platform.Resilient;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** What an administrator does with accounts: calls of which the platform knows nothing, as they carry no command. */
@Stateless
@Resilient
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AccountService {

    @EJB
    private Accounts accounts;

    @PersistenceContext
    private EntityManager entityManager;

    /** Not executed again if its commit is unknown. */
    public void correct(int card, int cents) {
        accounts.add(card, cents);
    }

    /** Said to do the same again, which it does not: it shows what the log of commands is good for. */
    @Resilient(idempotent = true)
    public void correctCarelessly(int card, int cents) {
        accounts.add(card, cents);
    }

    @Resilient(idempotent = true)
    public long fees(int card) {
        return accounts.fees(card);
    }

    @Resilient(idempotent = true)
    public void audit(int seconds) {
        accounts.audit(seconds);
    }

    /** A bug: it has no transaction, as it calls no EJB that begins one. */
    @Resilient(idempotent = true)
    public long feesWithoutTransaction(int card) {
        return entityManager
                .createQuery("select fees from Member where card = :card", Long.class)
                .setParameter("card", card)
                .getSingleResult();
    }

    @Resilient(idempotent = true)
    public long guess() {
        return accounts.guess();
    }
}
