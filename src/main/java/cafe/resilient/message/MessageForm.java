/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.message;

import cafe.resilient.web.Form;
import cafe.resilient.web.ReadableText;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** What a visitor fills in, on the page or by REST: the one place that says what a message may contain. */
public class MessageForm extends Form {

    @NotNull(message = "message.name.missing")
    @ReadableText(max = 40, message = "message.name")
    private String name;

    @ReadableText(max = 254, message = "message.email")
    @Email(message = "message.email.wrong")
    private String email;

    @NotNull(message = "message.text.missing")
    @ReadableText(max = 2000, lines = true, message = "message.text")
    private String text;

    /** When the form was shown: sent again after midnight, it is the same message. */
    private LocalDate day;

    SendMessage toCommand(LocalDate today) {
        return new SendMessage(name, email == null ? "" : email, text, isRecent(today) ? day : today, getSubmission());
    }

    /** By the clock of any server, and for as long as somebody leaves a form open. */
    private boolean isRecent(LocalDate today) {
        return day != null && !day.isBefore(today.minusDays(2)) && !day.isAfter(today.plusDays(1));
    }

    public LocalDate getDay() {
        return day;
    }

    public void setDay(LocalDate day) {
        this.day = day;
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
