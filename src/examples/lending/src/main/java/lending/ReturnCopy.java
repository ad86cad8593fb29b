/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import static java.util.Objects.requireNonNull;

import cafe.resilient.platform.Command;
import java.util.Optional;
import java.util.UUID;

/** A copy is back. @param nonce tells a second wish of the same content from a retry */
public record ReturnCopy(String copy, UUID nonce) implements Command {

    public ReturnCopy {
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
