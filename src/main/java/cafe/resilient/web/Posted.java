/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import java.util.function.Supplier;

/** Where a posted form leads: to the page of what was taken, or back to itself, with what was typed and the truth. */
public final class Posted {

    private Posted() {}

    /**
     * Faces' outcome of a post.
     *
     * @param page whose parameter "number" shows what was taken
     * @param what the customer's word for it, such as "order"
     */
    public static String to(String page, String what, Supplier<Receipt> call) {
        try {
            Receipt receipt = call.get();
            String again = receipt.outcome() == Outcome.ALREADY_PLACED ? "&again=true" : "";
            return page + "?faces-redirect=true&number=" + receipt.number() + again;
        } catch (RefusedException e) {
            return stay("Our database does not accept what you wrote. Please check each field.");
        } catch (NotTakenException e) {
            return stay(
                    e.isUnknown()
                            ? "We cannot say whether your " + what
                                    + " is in. Please send it again: it cannot be doubled."
                            : "We could not take your " + what + ": our database cannot be reached. Please send it"
                                    + " again in a moment. What you wrote is still here.");
        }
    }

    private static String stay(String why) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, why, null));
        return null;
    }
}
