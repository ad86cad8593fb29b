/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to replay from a table, so that one does at a time: an item of it that says whose it is, and a beat that is
 * another each time its owner renews it. Whoever has seen the same beat for long enough, on his own monotonic clock, takes
 * it for dead: the clocks of two servers may be minutes apart. For economy only: that nothing is entered twice is the
 * business of the databases.
 */
final class Lease {

    /** The number of its item. */
    static final String ITEM = "lease";

    /** How long others wait for a beat of an owner that may have died: three looks. */
    private static final Duration TIME = Duration.ofSeconds(3);

    /** Of this server. */
    final String owner = UUID.randomUUID().toString();

    /** As far as we know. */
    boolean held;

    private String beat;
    private long since;

    /** @param now the beat that the table has; null if nobody has the lease */
    void saw(String now) {
        if (!Objects.equals(beat, now)) {
            beat = now;
            since = System.nanoTime();
        }
    }

    /** The beat, if it has not changed for so long that its owner must be dead. */
    Optional<String> deadBeat() {
        return Optional.ofNullable(beat).filter(same -> System.nanoTime() - since > TIME.toNanos());
    }
}
