/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long a heartbeat may be open until its silence means something. It follows from how long answers take here and now, as in an
 * accrual failure detector (Hayashibara and others, 2004): their mean and deviation, with a floor for calm, when they
 * take a few milliseconds, and a ceiling, as calls do not wait for ever.
 */
final class FailureDetector {

    /** In peace the answers of five seconds, in doubt of a quarter: what was slow before is soon forgotten. */
    private static final int WINDOW = 5;

    /** Above the mean, as TCP waits for an answer before it sends again (RFC 6298). */
    private static final int DEVIATIONS = 4;

    private static final long DOUBT_FLOOR = Duration.ofMillis(250).toNanos();
    private static final long DOUBT_CEILING = Duration.ofMillis(1_000).toNanos();

    /** Doubt makes calls wait for the next answer; the loss of a writer ends all connections to it, so it needs more silence. */
    private static final int LOST_AFTER_DOUBTS = 3;

    private static final long LOST_CEILING = Duration.ofMillis(2_500).toNanos();

    /** Of the latest answers, in nanoseconds. */
    private final Deque<Long> times = new ArrayDeque<>();

    private volatile long doubt = DOUBT_FLOOR;

    /** When the last was answered, on the monotonic clock; none yet: long ago. */
    private volatile long answeredAt = System.nanoTime() - LOST_CEILING;

    /** A heartbeat was answered. Of one that hung as much counts as makes a writer lost: a pause is not to blind the writer monitor. */
    synchronized void answered(Duration time) {
        answeredAt = System.nanoTime();
        times.add(Math.min(time.toNanos(), lost().toNanos()));
        if (times.size() > WINDOW) {
            times.remove();
        }
        double mean = times.stream().mapToLong(t -> t).average().orElse(0);
        double variance = times.stream()
                .mapToDouble(t -> (t - mean) * (t - mean))
                .average()
                .orElse(0);
        long usual = (long) Math.max(2 * mean, mean + DEVIATIONS * Math.sqrt(variance));
        doubt = Math.min(DOUBT_CEILING, Math.max(DOUBT_FLOOR, usual));
    }

    /** Whether nothing was heard for long enough to raise doubt. An older question that hangs means nothing while others are answered. */
    boolean isSilent() {
        return System.nanoTime() - answeredAt > doubt;
    }

    /** Silence that raises doubt. */
    Duration doubt() {
        return Duration.ofNanos(doubt);
    }

    /** Silence after which the writer is lost. */
    Duration lost() {
        return Duration.ofNanos(Math.min(LOST_CEILING, LOST_AFTER_DOUBTS * doubt));
    }
}
