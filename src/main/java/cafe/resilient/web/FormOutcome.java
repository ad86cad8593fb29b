/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where a posted form leads: to the page of what was taken, or back to itself, with what was typed and the truth. */
@Named
@ApplicationScoped
public class FormOutcome {

    @Inject
    private Validator validator;

    @Inject
    private PlatformSettings settings;

    /**
     * Faces' outcome of a post.
     *
     * @param what "order": the page /order.xhtml, whose parameter "number" shows what was taken, and the first part of the
     *     keys of what is said of it
     */
    public <C extends Command> String to(String what, Form form, Supplier<C> command, Function<C, Receipt> service) {
        if (!isValid(form)) {
            return null;
        }
        try {
            C sent = command.get();
            Receipt receipt = service.apply(sent);
            SubmittedCookie.keep(sent, "/" + what + ".xhtml");
            String again = receipt.outcome() == Outcome.ALREADY_PLACED ? "&again=true" : "";
            return "/" + what + "?faces-redirect=true&number=" + receipt.number() + again;
        } catch (RefusedException e) {
            return stay(400, "form.refused");
        } catch (NotTakenException e) {
            return stay(503, what + (e.isUnknown() ? ".unknown" : ".not-taken"));
        }
    }

    /** Lets programs see by the status what people read at the fields. Of a field's two mistakes one is shown; Mojarra would log the other. */
    public void tellStatus() {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getMessageList().forEach(FacesMessage::rendered);
        if (faces.isValidationFailed()) {
            faces.getExternalContext().setResponseStatus(400);
        }
    }

    /** What is wrong with fields, in their order on the page. */
    public List<Problem.FieldError> getErrors() {
        FacesContext faces = FacesContext.getCurrentInstance();
        List<Problem.FieldError> errors = new ArrayList<>();
        faces.getClientIdsWithMessages()
                .forEachRemaining(field -> faces.getMessageList(field).stream()
                        .filter(message -> field != null)
                        .forEach(message -> errors.add(new Problem.FieldError(field, message.getSummary()))));
        return errors;
    }

    public boolean isWrong(String field) {
        return !FacesContext.getCurrentInstance().getMessageList(field).isEmpty();
    }

    /** Said when it takes a while. */
    public String slow(String what) {
        return Texts.of(what + ".slow", settings.budget().toSeconds());
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

    private static String stay(int status, String key) {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.addMessage(null, error(Texts.of(key)));
        faces.getExternalContext().setResponseStatus(status);
        return null;
    }

    private static FacesMessage error(String sentence) {
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, sentence, null);
    }
}
