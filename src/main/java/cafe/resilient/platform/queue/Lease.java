/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to replay, so that one server does at a time: an item of the table that says whose it is, and a beat that is
 * another each time its owner renews it. Whoever has seen the same beat for long enough, on his own monotonic clock, takes
 * its owner for dead: the clocks of two servers may be minutes apart. For economy only: that nothing is entered twice is
 * the business of the databases.
 */
final class Lease {

    /** The number of its item. */
    static final String ITEM = "lease";

    /** This server, in every region of the queue: the item is replicated with the others. */
    static final String OWNER = UUID.randomUUID().toString();

    /** How long others wait for a beat of an owner that may have died. One comes with each batch. */
    private static final Duration TIME = Duration.ofSeconds(3);

    /** As far as we know. */
    boolean held;

    private String beat;
    private long since;

    /** @param now the beat that the table has */
    void saw(String now) {
        if (!now.equals(beat)) {
            beat = now;
            since = System.nanoTime();
        }
    }

    /** The beat, if it has not changed for so long that its owner must be dead. */
    Optional<String> deadBeat() {
        return Optional.ofNullable(beat).filter(same -> System.nanoTime() - since > TIME.toNanos());
    }
}
