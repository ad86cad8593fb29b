/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.time.Duration;

/** The one moment by which a call has ended, on the monotonic clock. */
public record Deadline(long start, long end) {

    public static Deadline in(Duration budget) {
        long now = System.nanoTime();
        return new Deadline(now, now + budget.toNanos());
    }

    /** The same call, to be ended that much earlier. */
    public Deadline earlier(Duration reserve) {
        return new Deadline(start, end - reserve.toNanos());
    }

    /** The same call, to be ended at that time at the latest. */
    public Deadline by(long latest) {
        return latest - end < 0 ? new Deadline(start, latest) : this;
    }

    /** The same call, with at least that much time left from now on. */
    public Deadline notBefore(Duration least) {
        long earliest = System.nanoTime() + least.toNanos();
        return earliest - end > 0 ? new Deadline(start, earliest) : this;
    }

    /** Nanoseconds left; not positive if it has passed. */
    public long left() {
        return end - System.nanoTime();
    }

    public boolean passed() {
        return left() <= 0;
    }

    /** How long it has taken since the start. */
    public Duration waited() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
