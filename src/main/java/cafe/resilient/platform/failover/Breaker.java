/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The circuit breaker of one command type in one region: closed, or open with a probe each second. Times are of the monotonic clock. */
final class Breaker {

    /** So many different commands fail, and none succeeds in between: then it is the table, and not one command's own row. */
    private static final int FIRST_FEW = 2;

    private static final long PROBE_EVERY = Duration.ofSeconds(1).toNanos();

    final String region;
    private final Set<String> failed = new HashSet<>();
    private long tookAt;
    private boolean took;
    private boolean open;
    private long probedAt;

    Breaker(String region) {
        this.region = region;
    }

    synchronized boolean isClosed() {
        return !open;
    }

    /** Whether a probe is due; if so, it is the caller's to make. */
    synchronized boolean mayProbe(long now) {
        boolean due = open && now - probedAt >= PROBE_EVERY;
        if (due) {
            probedAt = now;
        }
        return due;
    }

    /** @return false if another succeeded since the attempt began: then it is the command's own misfortune */
    synchronized boolean failed(String number, long since, long now) {
        if (tookSince(since)) {
            return false;
        }
        if (!open && failed.add(number) && failed.size() >= FIRST_FEW) {
            open = true;
            probedAt = now;
        }
        return true;
    }

    synchronized void took(long now) {
        tookAt = now;
        took = true;
        close();
    }

    synchronized boolean tookSince(long time) {
        return took && tookAt - time > 0;
    }

    /** The next few find out anew. */
    synchronized void close() {
        open = false;
        failed.clear();
    }
}
