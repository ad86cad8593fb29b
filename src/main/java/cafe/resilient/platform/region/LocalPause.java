/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import java.time.Duration;

/**
 * Whether this server itself stood still, as in a collection of garbage or on a busy machine: then others may have answered
 * meanwhile, and nothing is said of their silence for as long (as Cassandra's failure detector does).
 */
final class LocalPause {

    /** So much too late something runs now and then on a healthy machine. */
    private static final long USUAL = Duration.ofMillis(100).toNanos();

    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private final long interval;
    private long ranAt;
    private long until;
    private boolean ran;

    /** @param interval at which it is asked */
    LocalPause(Duration interval) {
        this.interval = interval.toNanos();
    }

    /** To be asked at the interval, by one thread. @param now on the monotonic clock */
    boolean isOver(long now) {
        long late = ran ? now - ranAt - interval : 0;
        if (late > USUAL) {
            until = now + Math.min(late, LONGEST);
        } else if (!ran) {
            until = now;
        }
        ran = true;
        ranAt = now;
        return now - until >= 0;
    }
}
