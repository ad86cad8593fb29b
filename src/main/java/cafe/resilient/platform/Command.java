/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/**
 * A request to change data, complete in itself: it can be tried again in another region, kept for later, and be
 * recognised. Implementations are records, so that nothing in them changes between two attempts. To rename one is to
 * change the numbers of all its commands.
 */
public interface Command extends Serializable {

    /** Tells the sender's own retry from a resubmission: the same submission is the same intent. */
    UUID submission();

    /** What makes two commands the same, in a fixed order; without the submission. */
    List<Object> content();

    /** The command's name for good: 20 lower-case hex digits computed from its class and content. */
    default String number() {
        return CommandNumber.of(getClass().getSimpleName(), content());
    }
}
