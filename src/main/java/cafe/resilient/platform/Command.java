/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

/**
 * A request to change data, complete in itself: it can be tried again in another region, kept for later, and be
 * recognised. Implementations are public records: nothing in them changes between two attempts, and their components, the
 * submission apart, are their content. What must not be null is refused by the constructor, also when it comes out of the
 * queue: a null that only the database refuses is taken for a column that the application does not know. To rename a
 * command or a component is to change the numbers of all its commands, see {@link CommandNumbers}.
 */
public interface Command extends Serializable {

    /** Tells the sender's own retry from a resubmission: the same submission is the same intent. */
    UUID submission();

    /**
     * Names what this command is about, such as a loan. Commands of one sequence are done in the order in which they came: those that
     * wait in the queue are replayed so, and while one waits, later ones wait for it, or join it there. It costs a question to the queue before each
     * attempt. Empty if it has no order with others; it is no part of the content.
     */
    default Optional<String> sequence() {
        return Optional.empty();
    }
}
