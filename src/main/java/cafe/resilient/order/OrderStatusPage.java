/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.NotTakenException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The page of one order, for whoever knows its number. */
@Named
@RequestScoped
public class OrderStatusPage {

    /** What the page can say. */
    public enum Answer {
        FOUND,
        NOT_FOUND,
        CANNOT_LOOK_IT_UP
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", Locale.ENGLISH);

    @EJB
    private OrderDesk desk;

    @Inject
    private Clock clock;

    private String number;
    private Answer answer = Answer.NOT_FOUND;
    private OrderStatus status;

    /** Looks the order up; the HTTP status tells programs what the page tells people. */
    public void load() {
        if (number == null) {
            return; // the form, not an order
        }
        try {
            Optional<OrderStatus> found = number.matches("[0-9a-f]{20}") ? desk.status(number) : Optional.empty();
            status = found.orElse(null);
            answer = found.isPresent() ? Answer.FOUND : Answer.NOT_FOUND;
        } catch (NotTakenException e) {
            answer = Answer.CANNOT_LOOK_IT_UP;
        }
        FacesContext.getCurrentInstance()
                .getExternalContext()
                .setResponseStatus(
                        switch (answer) {
                            case FOUND -> 200;
                            case NOT_FOUND -> 404;
                            case CANNOT_LOOK_IT_UP -> 503;
                        });
    }

    /** A moment as the cafe's clock shows it. */
    public String time(Instant at) {
        return TIME.format(at.atZone(clock.getZone()));
    }

    public String getNumber() {
        return number;
    }

    public void setNumber(String number) {
        this.number = number;
    }

    public Answer getAnswer() {
        return answer;
    }

    public OrderStatus getStatus() {
        return status;
    }
}
