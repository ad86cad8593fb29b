/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What nobody foresaw is a bug of ours: loud in the log, but once a minute for each kind. Whoever finds one could fill the disk
 * with it.
 */
final class BugLog {

    private static final Logger LOG = Logger.getLogger(BugLog.class);
    private static final long AGAIN = Duration.ofMinutes(1).toNanos();

    /** Kinds are places in the code, so there are few. */
    private static final int MOST_KINDS = 1000;

    private static final Map<String, Long> told = new ConcurrentHashMap<>();

    private BugLog() {}

    static void tell(Throwable bug) {
        if (isNews(kind(bug), System.nanoTime())) {
            LOG.error("CAFE0001: A request failed by a bug of ours. Report it with this stack trace.", bug);
        }
    }

    /** @param now in ns, on any scale that only goes up */
    static boolean isNews(String kind, long now) {
        if (told.size() > MOST_KINDS) {
            told.clear();
        }
        Long last = told.put(kind, now);
        if (last == null || now - last >= AGAIN) {
            return true;
        }
        told.put(kind, last); // the minute begins with what was told
        return false;
    }

    private static String kind(Throwable bug) {
        StackTraceElement[] stack = bug.getStackTrace();
        return bug.getClass().getName() + (stack.length == 0 ? "" : stack[0].toString());
    }
}
