/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.CommandRepository;
import jakarta.ejb.Stateless;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;

/** The table of orders. */
@Stateless
public class OrderRepository extends CommandRepository<PlaceOrder> {

    public OrderRepository() {
        super(PlaceOrder.class, PlacedOrder.class);
    }

    @Override
    protected Optional<PlaceOrder> sample() {
        return Optional.of(new PlaceOrder("Rehearsal", 1, LocalDateTime.MAX.withYear(9999), "", UUID.randomUUID()));
    }
}
