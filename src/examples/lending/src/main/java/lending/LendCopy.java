/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import static java.util.Objects.requireNonNull;

import cafe.resilient.platform.Command;
import java.util.Optional;
import java.util.UUID;

/** A member takes a copy of a book home. @param nonce tells a second wish of the same content from a retry */
public record LendCopy(String copy, int card, UUID nonce) implements Command {

    public LendCopy {
        requireNonNull(copy);
        requireNonNull(nonce);
    }

    @Override
    public UUID submission() {
        return nonce;
    }

    /** What is done to a copy has an order. */
    @Override
    public Optional<String> sequence() {
        return Copies.sequence(copy);
    }
}
