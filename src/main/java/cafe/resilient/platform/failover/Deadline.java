/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import java.time.Duration;

/** The one moment by which a call has ended, on the monotonic clock. */
record Deadline(long start, long end) {

    static Deadline in(Duration budget) {
        long now = System.nanoTime();
        return new Deadline(now, now + budget.toNanos());
    }

    boolean passed() {
        return System.nanoTime() - end >= 0;
    }

    /** How long the call has taken so far. */
    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
