/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.web.Posted;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The order form. */
@Named
@RequestScoped
public class OrderPage {

    @EJB
    private OrderDesk desk;

    @Inject
    private Posted posted;

    private final OrderForm form = new OrderForm();

    public String place() {
        return posted.to("order", form, form::toCommand, desk::place);
    }

    public OrderForm getForm() {
        return form;
    }
}
