/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.validation.Validator;
import java.util.function.Supplier;

/** Where a posted form leads: to the page of what was taken, or back to itself, with what was typed and the truth. */
@Named
@ApplicationScoped
public class Posted {

    @Inject
    private Validator validator;

    /**
     * Faces' outcome of a post.
     *
     * @param page whose parameter "number" shows what was taken
     * @param what the customer's word for it, such as "order"
     */
    public String to(String page, String what, Form form, Supplier<Receipt> call) {
        if (!isValid(form)) {
            return null;
        }
        try {
            Receipt receipt = call.get();
            String again = receipt.outcome() == Outcome.ALREADY_PLACED ? "&again=true" : "";
            return page + "?faces-redirect=true&number=" + receipt.number() + again;
        } catch (RefusedException e) {
            return stay(400, "Our database does not accept what you wrote. Please check each field.");
        } catch (NotTakenException e) {
            return stay(
                    503,
                    e.isUnknown()
                            ? "We cannot say whether your " + what
                                    + " is in. Please send it again: it cannot be doubled."
                            : "We could not take your " + what + ": something failed on our side. Please send it"
                                    + " again in a moment. What you wrote is still here.");
        }
    }

    /** Lets programs see by the status what people read at the fields. */
    public void tellStatus() {
        FacesContext faces = FacesContext.getCurrentInstance();
        if (faces.isValidationFailed()) {
            faces.getExternalContext().setResponseStatus(400);
        }
    }

    /** Faces validates the fields that were sent; this finds those that were not. A field's id is its name. */
    private boolean isValid(Form form) {
        FacesContext faces = FacesContext.getCurrentInstance();
        validator.validate(form).forEach(rule -> {
            faces.addMessage(rule.getPropertyPath().toString(), error(rule.getMessage()));
            faces.validationFailed();
        });
        return !faces.isValidationFailed();
    }

    private static String stay(int status, String why) {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.addMessage(null, error(why));
        faces.getExternalContext().setResponseStatus(status);
        return null;
    }

    private static FacesMessage error(String sentence) {
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, sentence, null);
    }
}
