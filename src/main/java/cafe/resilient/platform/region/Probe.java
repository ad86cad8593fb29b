/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import java.time.Duration;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;

/** The questions put to one region, at most nine at a time: as many as its watch pool has connections. */
final class Probe {

    private static final int AT_ONCE = 9;

    /** A question open for so long hangs, it is not merely slow. */
    private static final Duration HANGS = Duration.ofMillis(100);

    /** While one hangs the others follow at a ninth of what they may take (3 s), so that one of them is always free. */
    private static final Duration PACE_OF_HANGING = Duration.ofMillis(330);

    final String region;

    /** Of its heartbeats. */
    final FailureDetector detector = new FailureDetector();

    private final Executor executor;
    private final Semaphore free = new Semaphore(AT_ONCE);

    /** When each open question was put, on the monotonic clock. */
    private final NavigableSet<Long> open = new ConcurrentSkipListSet<>((a, b) -> Long.compare(a - b, 0));

    private volatile long lastAsked;

    Probe(String region, Executor executor) {
        this.region = region;
        this.executor = executor;
        lastAsked = System.nanoTime() - Duration.ofDays(1).toNanos();
    }

    /** Puts the question unless one was put within this time, or nine are open. It is given the time it was put at. */
    void ask(Duration pace, LongConsumer question) {
        long now = System.nanoTime();
        if (now - lastAsked < paceNow(pace).toNanos() || !free.tryAcquire()) {
            return;
        }
        lastAsked = now;
        open.add(now);
        try {
            executor.execute(() -> put(question, now));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            answered(now); // the application is going, or there is no thread to be had
        }
    }

    /** Where answers take long, those that seem to hang may only be late, and more of them would make all later. */
    private Duration paceNow(Duration pace) {
        Duration slower = PACE_OF_HANGING.compareTo(detector.doubt()) < 0 ? detector.doubt() : PACE_OF_HANGING;
        return pace.compareTo(slower) < 0 && silentSince(HANGS).isPresent() ? slower : pace;
    }

    private void put(LongConsumer question, long since) {
        try {
            question.accept(since);
        } finally {
            answered(since);
        }
    }

    private void answered(long since) {
        open.remove(since);
        free.release();
    }

    /** When the oldest question was put that has been open for that long. */
    Optional<Long> silentSince(Duration time) {
        return open.stream().findFirst().filter(since -> System.nanoTime() - since > time.toNanos());
    }
}
