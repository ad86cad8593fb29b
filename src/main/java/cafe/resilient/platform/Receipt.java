/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.time.Duration;

/**
 * The answer to a command that was taken.
 *
 * @param number the command's number
 * @param outcome what became of it
 * @param region where its row is
 * @param waited how long the platform took for it, all attempts together
 */
public record Receipt(String number, Outcome outcome, String region, Duration waited) {

    /** A receipt as the one who entered the command writes it; the platform adds where it was and how long it took. */
    public static Receipt of(Command command, Outcome outcome) {
        return new Receipt(command.number(), outcome, null, null);
    }

    public Receipt stamped(String region, Duration waited) {
        return new Receipt(number, outcome, region, waited);
    }
}
