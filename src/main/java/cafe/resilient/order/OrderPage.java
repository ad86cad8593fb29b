/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.web.FormOutcome;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The order form. */
@Named
@RequestScoped
public class OrderPage {

    @EJB
    private OrderService service;

    @Inject
    private FormOutcome outcome;

    private final OrderForm form = new OrderForm();

    public String place() {
        return outcome.to("order", form, form::toCommand, service::place);
    }

    public OrderForm getForm() {
        return form;
    }
}
