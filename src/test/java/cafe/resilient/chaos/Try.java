/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.platform.Command;
import java.util.UUID;

/**
 * One request of a customer, and its answer.
 *
 * @param kind why it was sent
 * @param page by the form of the page; else by REST
 * @param sent when, in microseconds since the run began
 */
record Try(int id, Kind kind, boolean page, Command command, long sent, Answer answer) {

    /** Why a customer sends something. */
    enum Kind {
        NEW,
        /** The same content by a form of its own: a customer who orders once more. */
        RESUBMISSION,
        /** The same form once more, later: back and send. */
        AGAIN,
        /** The same form twice at the same moment: a double click. */
        DOUBLE,
        /** The same form with another content: a second tab. */
        OTHER_CONTENT,
        /** Only asks what became of it. */
        LOOKUP
    }

    /** The same for all that is the same order. */
    String content() {
        return Commands.content(command);
    }

    UUID submission() {
        return command.submission();
    }

    Told told() {
        return answer.told();
    }

    /** Microseconds from being sent to the answer. */
    long waited() {
        return answer.at() - sent;
    }

    @Override
    public String toString() {
        return "try %d (%s) of %s at %.3f s: %s %s after %.3f s"
                .formatted(id, kind, content(), sent / 1e6, told(), answer.evidence(), waited() / 1e6);
    }
}
