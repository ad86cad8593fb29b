/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import cafe.resilient.platform.Lookup;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Status;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The page of one thing that was sent, for whoever knows its number. */
public abstract class StatusPage {

    /** What the page can say. */
    public enum Answer {
        FOUND,
        NOT_FOUND,
        CANNOT_LOOK_IT_UP
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", Locale.ENGLISH);

    @Inject
    private Clock clock;

    @Inject
    private Lookup lookup;

    private String number;
    private Answer answer = Answer.NOT_FOUND;
    private Status status;

    /** Asks the database. @throws NotTakenException if no writer can be asked just now */
    protected abstract Optional<Status> lookUp(String number);

    /** Looks it up; the HTTP status tells programs what the page tells people. */
    public void load() {
        if (number == null) {
            return; // the form
        }
        try {
            status = number.matches("[0-9a-f]{20}")
                    ? lookup.status(number, () -> lookUp(number)).orElse(null)
                    : null;
            answer = status != null ? Answer.FOUND : Answer.NOT_FOUND;
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

    /** Null if it was not found. */
    public Status.State getState() {
        return status == null ? null : status.state();
    }

    public Status getStatus() {
        return status;
    }
}
