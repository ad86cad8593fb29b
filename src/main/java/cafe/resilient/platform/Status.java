/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.util.Optional;

/**
 * What may be told of a command to whoever knows its number: never what it contains, but its result, if its handler has one.
 *
 * @param type the simple name of the command's class
 * @param resultJson the result of a {@link CommandHandler} as JSON text; null if there is none, or none yet
 * @param reason why it was refused, in a sentence of the application; null if it was not
 */
public record Status(String number, String type, State state, Journey journey, String resultJson, String reason) {

    /** Where the command is. */
    public enum State {
        /** Its row is committed. */
        CONFIRMED,
        /** It waits in the queue for a database. */
        QUEUED,
        /** It could not be entered as it is: it waits for an administrator. */
        SET_ASIDE,
        /** A rule of the application refused it when it was replayed. */
        REFUSED
    }

    static Status confirmed(String number, String type, Journey journey, String resultJson) {
        return new Status(number, type, State.CONFIRMED, journey, resultJson, null);
    }

    /** What the handler returned when it handled the command; empty if it is not known yet, or nothing. */
    public <R extends Record> Optional<R> result(Class<R> type) {
        return Optional.ofNullable(resultJson).map(text -> CommandJson.read(text, type));
    }
}
