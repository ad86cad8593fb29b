/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.Entries;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.Status;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** The table of orders in the region of the current attempt; each call is one transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class OrderBook {

    @Inject
    private Entries entries;

    public Receipt enter(PlaceOrder order) {
        return entries.enter(
                PlacedOrder.class,
                order,
                Map.of("name", order.name(), "people", order.people(), "at", order.at(), "text", order.text()));
    }

    public Optional<Status> status(String number) {
        return entries.status(PlacedOrder.class, number);
    }
}
