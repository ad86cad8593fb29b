/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.message;

import cafe.resilient.web.Form;
import cafe.resilient.web.Typed;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** What a visitor fills in, on the page or by REST: the one place that says what a message may contain. */
public class MessageForm extends Form {

    @NotNull(message = "Please tell us your name.")
    @Size(max = 40, message = "The name must have at most 40 characters.")
    @Pattern(regexp = Typed.LINE, message = "The name must not contain control characters.")
    private String name;

    @Size(max = 254, message = "The e-mail address must have at most 254 characters.")
    @Email(message = "The e-mail address must look like name@example.com.")
    @Pattern(regexp = Typed.LINE, message = "The e-mail address must not contain control characters.")
    private String email;

    @NotNull(message = "Please write what you would like to tell us.")
    @Size(max = 2000, message = "The message must have at most 2000 characters.")
    @Pattern(regexp = Typed.LINES, message = "The message must not contain control characters.")
    private String text;

    SendMessage toCommand(LocalDate today) {
        return new SendMessage(name, email == null ? "" : email, text, today, getSubmission());
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
