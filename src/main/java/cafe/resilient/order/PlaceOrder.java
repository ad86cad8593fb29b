/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import static java.util.Objects.requireNonNull;

import cafe.resilient.platform.Command;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A customer orders a table.
 *
 * @param name who orders, at most 40 characters
 * @param people how many come, 1 to 9999
 * @param at when, in the cafe's time zone, to the second
 * @param text a note, at most 200 characters, empty if there is none
 * @param submission of the form or request it came by
 */
public record PlaceOrder(String name, int people, LocalDateTime at, String text, UUID submission) implements Command {

    public PlaceOrder {
        requireNonNull(name);
        requireNonNull(text);
        requireNonNull(submission);
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }
}
