/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Members' accounts, as plain Jakarta EE code keeps them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Accounts {

    @PersistenceContext
    private EntityManager entityManager;

    public List<String> copies(int card) {
        return entityManager
                .createQuery("select copy from Loan where card = :card and not returned order by copy", String.class)
                .setParameter("card", card)
                .getResultList();
    }

    public void add(int card, int cents) {
        entityManager
                .createQuery("update Member set fees = fees + :cents where card = :card")
                .setParameter("cents", (long) cents)
                .setParameter("card", card)
                .executeUpdate();
    }

    public long fees(int card) {
        return entityManager
                .createQuery("select fees from Member where card = :card", Long.class)
                .setParameter("card", card)
                .getSingleResult();
    }

    /** Takes that long. */
    public void audit(int seconds) {
        entityManager
                .createNativeQuery("select 1 from pg_sleep(:seconds)", Integer.class)
                .setParameter("seconds", seconds)
                .getSingleResult();
    }

    /** A bug. */
    public long guess() {
        return entityManager
                .createQuery("select count(*) from NoSuchEntity", Long.class)
                .getSingleResult();
    }
}
