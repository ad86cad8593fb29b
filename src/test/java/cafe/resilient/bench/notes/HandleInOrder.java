/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.notes;

import cafe.resilient.platform.Command;
import java.util.Optional;
import java.util.UUID;

/** A note that a handler keeps; each of a sequence of its own. */
public record HandleInOrder(String text, UUID submission) implements Command {

    @Override
    public Optional<String> sequence() {
        return Optional.of(text);
    }
}
