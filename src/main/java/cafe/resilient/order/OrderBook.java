/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.region.Attempt;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** The table of orders in the region of the current attempt; each call is one transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class OrderBook {

    @PersistenceContext
    private EntityManager entityManager;

    /**
     * Enters the order unless its number is in already. One statement in peace; the row that was there first is read
     * only if ours was not inserted, and is visible then as the isolation is READ COMMITTED.
     */
    public Receipt enter(PlaceOrder order) {
        return Receipt.of(
                order,
                insert(order) || find(order.number()).orElseThrow().isBy(order.submission())
                        ? Outcome.CONFIRMED
                        : Outcome.ALREADY_PLACED);
    }

    /** The order's status, or empty if the writer does not know the number. */
    public Optional<OrderStatus> status(String number) {
        return find(number)
                .map(order -> new OrderStatus(order.getNumber(), OrderStatus.State.CONFIRMED, order.getJourney()));
    }

    private boolean insert(PlaceOrder order) {
        return !entityManager
                .createNativeQuery("""
                        insert into cafe.ordersraw
                            (ordrdgst, ordrname, ordrppl, ordrdttm, ordrtxt, submission, journey)
                        values (:number, :name, :people, :at, :text, :submission, cast(:journey as jsonb))
                        on conflict (ordrdgst) do nothing
                        returning ordrid""", Long.class)
                .setParameter("number", order.number())
                .setParameter("name", order.name())
                .setParameter("people", order.people())
                .setParameter("at", order.at())
                .setParameter("text", order.text())
                .setParameter("submission", order.submission())
                .setParameter("journey", Attempt.current().journey().toJson().toString())
                .getResultList()
                .isEmpty();
    }

    private Optional<PlacedOrder> find(String number) {
        return entityManager
                .createQuery("select o from PlacedOrder o where o.number = :number", PlacedOrder.class)
                .setParameter("number", number)
                .getResultStream()
                .findFirst();
    }
}
