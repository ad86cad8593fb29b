/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.web.Form;
import cafe.resilient.web.Typed;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDateTime;

/** What a customer fills in, on the page or by REST: the one place that says what an order may contain. */
public class OrderForm extends Form {

    @NotNull(message = "Please give a name for the table.")
    @Size(max = 40, message = "The name must have at most 40 characters.")
    @Pattern(regexp = Typed.LINE, message = "The name must not contain control characters.")
    private String name;

    @NotNull(message = "Please say how many people will come.")
    @Min(value = 1, message = "The number of people must be from 1 to 9999.")
    @Max(value = 9999, message = "The number of people must be from 1 to 9999.")
    private Integer people;

    @NotNull(message = "Please say on which day and at what time.")
    @FutureOrPresent(message = "The time must not be in the past.")
    private LocalDateTime at;

    @Size(max = 200, message = "The note must have at most 200 characters.")
    @Pattern(regexp = Typed.LINES, message = "The note must not contain control characters.")
    private String text;

    PlaceOrder toCommand() {
        return new PlaceOrder(name, people, at, text == null ? "" : text, getSubmission());
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public Integer getPeople() {
        return people;
    }

    public void setPeople(Integer people) {
        this.people = people;
    }

    public LocalDateTime getAt() {
        return at;
    }

    public void setAt(LocalDateTime at) {
        this.at = at;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
