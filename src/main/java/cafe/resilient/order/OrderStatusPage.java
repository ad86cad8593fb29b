/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.Status;
import cafe.resilient.web.StatusPage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Optional;

/** The page of one order. */
@Named
@RequestScoped
public class OrderStatusPage extends StatusPage<PlaceOrder> {

    @EJB
    private OrderService service;

    public OrderStatusPage() {
        super(PlaceOrder.class);
    }

    @Override
    protected Optional<Status> lookUp(String number) {
        return service.status(number);
    }
}
