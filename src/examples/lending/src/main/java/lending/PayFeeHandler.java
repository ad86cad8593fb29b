/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import cafe.resilient.platform.CommandHandler;
import cafe.resilient.platform.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Two tables, one of them a sum: what is done twice is seen in it. */
@Stateless
public class PayFeeHandler extends CommandHandler<PayFee> {

    @PersistenceContext
    private EntityManager entityManager;

    public PayFeeHandler() {
        super(PayFee.class, LendingLog.class);
    }

    @Override
    protected Paid handle(PayFee command) {
        int members = entityManager
                .createQuery("update Member set fees = fees + :cents where card = :card")
                .setParameter("cents", (long) command.cents())
                .setParameter("card", command.card())
                .executeUpdate();
        if (members == 0) {
            throw new RefusedException("Nobody has this card");
        }
        entityManager.persist(new Payment(command.card(), command.cents()));
        long fees = entityManager
                .createQuery("select fees from Member where card = :card", Long.class)
                .setParameter("card", command.card())
                .getSingleResult();
        if (fees < 0) {
            throw new OverdrawnException();
        }
        return new Paid(fees);
    }
}
