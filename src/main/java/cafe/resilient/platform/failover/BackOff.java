/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential back-off with jitter: the pause before a retry doubles with each one, and is drawn between its half and its whole, so
 * that calls which failed together do not come back together.
 *
 * @param first the longest pause before the first retry
 * @param longest no pause is longer
 */
record BackOff(Duration first, Duration longest) {

    /** Of a shift: more doublings would overflow, and are beyond any longest pause. */
    private static final int MOST_DOUBLINGS = 20;

    /** @param retries how many there were before. @return nanoseconds */
    long pause(int retries) {
        long most = Math.min(longest.toNanos(), first.toNanos() << Math.min(retries, MOST_DOUBLINGS));
        return ThreadLocalRandom.current().nextLong(most / 2, most);
    }
}
