/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import static java.util.Objects.requireNonNull;

import cafe.resilient.platform.Command;
import java.util.UUID;

/** Somebody becomes a member. @param card its number, which one member has */
public record RegisterMember(int card, String name, UUID submission) implements Command {

    public RegisterMember {
        requireNonNull(name);
        requireNonNull(submission);
    }
}
