/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.time.Duration;

/**
 * The answer to a command that was taken.
 *
 * @param number the command's number
 * @param outcome what became of it
 * @param region where its row is; null while it is queued
 * @param waited how long it took since its request arrived, all attempts together
 */
public record Receipt(String number, Outcome outcome, String region, Duration waited) {

    /** A receipt as the repository writes it; the platform adds where it was and how long it took. */
    static Receipt of(String number, Outcome outcome) {
        return new Receipt(number, outcome, null, null);
    }

    /** The receipt of a command that waits in the queue. */
    public static Receipt queued(String number, Duration waited) {
        return new Receipt(number, Outcome.QUEUED, null, waited);
    }

    public Receipt stamped(String region, Duration waited) {
        return new Receipt(number, outcome, region, waited);
    }
}
