/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.Book;
import jakarta.ejb.Stateless;

/** The table of orders. */
@Stateless
public class OrderBook extends Book<PlaceOrder> {

    public OrderBook() {
        super(PlaceOrder.class, PlacedOrder.class);
    }
}
