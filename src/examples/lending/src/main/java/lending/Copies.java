/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import java.util.Optional;

/** Copies of books. */
final class Copies {

    private Copies() {}

    /** What is done to one copy is done in order. Loose leaves have none: they show what a sequence is good for. */
    static Optional<String> sequence(String copy) {
        return copy.startsWith("loose") ? Optional.empty() : Optional.of(copy);
    }
}
