/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandNumbers;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Status;
import cafe.resilient.platform.status.CommandLookup;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The page of one thing that was sent, for whoever knows its number.
 *
 * @param <C> what was sent
 */
public abstract class StatusPage<C extends Command> {

    /** What the page can say. */
    public enum Answer {
        CONFIRMED,
        QUEUED,
        SET_ASIDE,
        REFUSED,
        NOT_FOUND,
        CANNOT_LOOK_IT_UP
    }

    @Inject
    private Clock clock;

    @Inject
    private CommandLookup lookup;

    @Inject
    private CommandNumbers numbers;

    private final Class<C> type;
    private String number;
    private Answer answer = Answer.NOT_FOUND;
    private Status status;

    protected StatusPage(Class<C> type) {
        this.type = type;
    }

    /** Asks the database. @throws NotTakenException if no writer can be asked just now */
    protected abstract Optional<Status> lookUp(String number);

    /** Looks it up; the HTTP status tells programs what the page tells people. */
    public void load() {
        if (number == null) {
            return; // the form
        }
        try {
            status = number.matches("[0-9a-f]{20}")
                    ? lookup.status(type, number, () -> lookUp(number)).orElse(null)
                    : null;
            answer = status != null ? Answer.valueOf(status.state().name()) : Answer.NOT_FOUND;
        } catch (NotTakenException e) {
            answer = Answer.CANNOT_LOOK_IT_UP;
        }
        ExternalContext response = FacesContext.getCurrentInstance().getExternalContext();
        // it may be another in a moment, and may show what was sent
        response.setResponseHeader("Cache-Control", "no-store");
        response.setResponseStatus(
                switch (answer) {
                    case CONFIRMED, QUEUED, SET_ASIDE, REFUSED -> 200;
                    case NOT_FOUND -> 404;
                    case CANNOT_LOOK_IT_UP -> 503;
                });
    }

    /** A sentence of this answer, by its key: such as "order.queued.title" for "order" and "title". */
    public String says(String what, boolean again, String part) {
        boolean known = again && answer == Answer.CONFIRMED;
        return Texts.of(what + "." + (known ? "again" : answer.name().toLowerCase(Locale.ROOT)) + "." + part);
    }

    /** Whether the answer may change, so that the page has to ask again: an administrator retries what was set aside. */
    public boolean isOpen() {
        return answer != Answer.CONFIRMED && answer != Answer.REFUSED && answer != Answer.NOT_FOUND;
    }

    /** Why it was refused, in a sentence without a full stop; null if it was not. */
    public String getReason() {
        return status == null ? null : status.reason();
    }

    public List<JourneyLine> getJourney() {
        return status == null ? List.of() : JourneyLine.of(status.journey(), clock.getZone());
    }

    /** What this browser sent; null if another one did. */
    public C getSent() {
        return number == null
                ? null
                : SubmittedCookie.find(type, number, numbers).orElse(null);
    }

    /** A day and time of the cafe in words. */
    public String day(LocalDateTime at) {
        return DateTimeFormatter.ofPattern(Texts.of("pattern.day"), Texts.locale())
                .format(at);
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
}
