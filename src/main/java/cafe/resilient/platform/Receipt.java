/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.time.Duration;
import java.util.Optional;

/**
 * The answer to a command that was taken.
 *
 * @param number the command's number
 * @param outcome what became of it
 * @param region where its row is; null while it is queued
 * @param waited how long it took since its request arrived, all attempts together
 * @param resultJson the result of a {@link CommandHandler} as JSON text; null if there is none, or none yet
 */
public record Receipt(String number, Outcome outcome, String region, Duration waited, String resultJson) {

    /** A receipt as the repository writes it; the platform adds where it was and how long it took. */
    static Receipt of(String number, Outcome outcome, String resultJson) {
        return new Receipt(number, outcome, null, null, resultJson);
    }

    /** The receipt of a command that waits in the queue. */
    public static Receipt queued(String number, Duration waited) {
        return new Receipt(number, Outcome.QUEUED, null, waited, null);
    }

    public Receipt stamped(String region, Duration waited) {
        return new Receipt(number, outcome, region, waited, resultJson);
    }

    /** What the handler returned, now or when it handled the command first; empty if it is not known yet, or nothing. */
    public <R extends Record> Optional<R> result(Class<R> type) {
        return Optional.ofNullable(resultJson).map(text -> CommandJson.read(text, type));
    }
}
