/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;

/** The order form: takes the order and leads to its page, or keeps what was typed and says what is wrong. */
@Named
@RequestScoped
public class OrderPage {

    @EJB
    private OrderDesk desk;

    private final OrderForm form = new OrderForm();

    public String place() {
        try {
            Receipt receipt = desk.place(form.toCommand());
            String again = receipt.outcome() == Outcome.ALREADY_PLACED ? "&again=true" : "";
            return "/order?faces-redirect=true&number=" + receipt.number() + again;
        } catch (RefusedException e) {
            return stay("Our database does not accept what you wrote. Please check each field.");
        } catch (NotTakenException e) {
            return stay(
                    e.isUnknown()
                            ? "We cannot say whether your order is in. Please send it again: it cannot be doubled."
                            : "We could not take your order: our database cannot be reached. Please send it again"
                                    + " in a moment. What you wrote is still here.");
        }
    }

    private static String stay(String why) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, why, null));
        return null;
    }

    public OrderForm getForm() {
        return form;
    }
}
