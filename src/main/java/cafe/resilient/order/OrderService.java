/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.Status;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Optional;

/** Takes orders and answers for them, whichever region has the writer. */
@Stateless
@Resilient
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OrderService {

    @EJB
    private OrderRepository repository;

    /**
     * Places the order once, however often it is sent.
     *
     * @throws NotTakenException if no store took it before the deadline; sending it again cannot double it
     * @throws RefusedException if the database does not accept its content
     */
    public Receipt place(PlaceOrder order) {
        return repository.enter(order);
    }

    /**
     * The order's status as the database knows it, or empty if it has no such order.
     *
     * @throws NotTakenException if no writer could be asked before the deadline
     */
    @Resilient(idempotent = true)
    public Optional<Status> status(String number) {
        return repository.status(number);
    }
}
