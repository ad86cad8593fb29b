/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * How often commands failed alone, or could not be read. A server that stops makes a bug of everything: its repositories are gone, and
 * good orders must not be set aside. Touched by one replay at a time.
 */
final class FailureCounts {

    /** So many failures make poison. */
    private static final int FAILURES_OF_POISON = 3;

    /** @param last when one last counted, on the monotonic clock */
    private record Count(int failures, long last) {}

    private final Map<String, Count> counts = new HashMap<>();
    private final long apart;

    /** @param apart a failure that follows one sooner does not count: one pass meets a command in each region's copy */
    FailureCounts(Duration apart) {
        this.apart = apart.toNanos();
    }

    /** The command with this number has failed once more. @return whether it is poison now: that was its third failure */
    boolean isPoison(String number) {
        long now = System.nanoTime();
        Count before = counts.getOrDefault(number, new Count(0, now - apart));
        if (now - before.last < apart) {
            return false;
        }
        counts.put(number, new Count(before.failures + 1, now));
        return before.failures + 1 >= FAILURES_OF_POISON;
    }

    /**
     * The command with this number has failed once more, and perhaps its table is to blame: it counts if another command was
     * entered since it failed last.
     *
     * @param neighbourEnteredSince whether one was after a time on the monotonic clock
     * @return whether that was its third failure
     */
    boolean isPoisonAlone(String number, LongPredicate neighbourEnteredSince) {
        long now = System.nanoTime();
        Count before = counts.get(number);
        if (before != null && now - before.last < apart) {
            return false;
        }
        boolean first = before == null;
        if (!first && !neighbourEnteredSince.test(before.last)) {
            return false;
        }
        counts.put(number, new Count(first ? 1 : before.failures + 1, now));
        return !first && before.failures + 1 >= FAILURES_OF_POISON;
    }

    void forget(String number) {
        counts.remove(number);
    }
}
