/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.web.ExistingTime;
import cafe.resilient.web.Form;
import cafe.resilient.web.ReadableText;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDateTime;

/** What a customer fills in, on the page or by REST: the one place that says what an order may contain. */
public class OrderForm extends Form {

    @NotNull(message = "order.name.missing")
    @ReadableText(max = 40, message = "order.name")
    private String name;

    @NotNull(message = "order.people.missing")
    @Min(value = 1, message = "order.people.range")
    @Max(value = 9999, message = "order.people.range")
    private Integer people;

    @NotNull(message = "order.at.missing")
    @FutureOrPresent(message = "order.at.past")
    @ExistingTime(message = "order.at.none")
    private LocalDateTime at;

    @ReadableText(max = 200, lines = true, message = "order.text")
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
