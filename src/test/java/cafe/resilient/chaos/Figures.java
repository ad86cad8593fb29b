/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run was like, in numbers: how many were told what, and how long they waited. */
final class Figures {

    static final String PEACE = "longest wait while no fault was on, ms of free time";
    static final String LONGEST = "longest wait, ms";
    static final String NONE_TAKEN = "longest time with no order taken, ms";

    private Figures() {}

    static void of(History history, Disturbances any, FreeTime time, Verdict verdict) {
        List<Try> tries = history.tries();
        verdict.figure("requests", tries.size());
        Map<Told, Long> told =
                tries.stream().collect(Collectors.groupingBy(Try::told, TreeMap::new, Collectors.counting()));
        told.forEach((what, count) -> verdict.figure(what.name(), count));
        verdict.figure(
                "faults", history.faults().stream().filter(Band::happened).count());
        verdict.figure(
                "faults that the lab refused",
                history.faults().stream().filter(f -> !f.happened()).count());
        long[] waits = tries.stream()
                .filter(one -> one.told() != Told.NOTHING)
                .mapToLong(Try::waited)
                .sorted()
                .toArray();
        if (waits.length > 0) {
            verdict.figure("median wait, ms", millis(waits[waits.length / 2]));
            verdict.figure("99th of 100 waits, ms", millis(waits[waits.length * 99 / 100]));
            verdict.figure(LONGEST, millis(waits[waits.length - 1]));
        }
        verdict.figure(
                PEACE,
                millis(tries.stream()
                        .mapToLong(one -> peace(one, any, time))
                        .max()
                        .orElse(0)));
        verdict.figure(NONE_TAKEN, millis(longestPause(tries)));
        verdict.figure(
                "most in the queue",
                history.samples().stream().mapToInt(Sample::queued).max().orElse(0));
    }

    /** How much of the wait nothing was wrong, in microseconds of free time. */
    static long peace(Try one, Disturbances any, FreeTime time) {
        return one.told() == Told.NOTHING
                ? 0
                : any.peace(one.sent(), one.answer().at(), time);
    }

    private static long longestPause(List<Try> tries) {
        long[] taken = tries.stream()
                .filter(one -> one.told().isTaken())
                .mapToLong(one -> one.answer().at())
                .sorted()
                .toArray();
        long longest = 0;
        for (int i = 1; i < taken.length; i++) {
            longest = Math.max(longest, taken[i] - taken[i - 1]);
        }
        return longest;
    }

    private static double millis(long micros) {
        return Math.round(micros / 100.0) / 10.0;
    }
}
