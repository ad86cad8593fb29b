/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import static java.util.Objects.requireNonNull;

import cafe.resilient.platform.Command;
import java.util.UUID;

/** A member pays, or gets back what he paid. @param nonce tells a second wish of the same content from a retry */
public record PayFee(int card, int cents, UUID nonce) implements Command {

    public PayFee {
        requireNonNull(nonce);
    }

    @Override
    public UUID submission() {
        return nonce;
    }
}
