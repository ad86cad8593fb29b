/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.message;

import static java.util.Objects.requireNonNull;

import cafe.resilient.platform.Command;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A visitor writes to the cafe.
 *
 * @param name who writes, at most 40 characters
 * @param email where to answer, at most 254 characters, empty if none was given
 * @param text at most 2000 characters
 * @param day on which its form was shown, in the cafe's time zone: the same words on another day are another message
 * @param submission of the form or request it came by
 */
public record SendMessage(String name, String email, String text, LocalDate day, UUID submission) implements Command {

    public SendMessage {
        requireNonNull(name);
        requireNonNull(email);
        requireNonNull(text);
        requireNonNull(day);
        requireNonNull(submission);
    }
}
