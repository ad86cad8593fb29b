/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import java.time.Duration;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;

/** The questions put to one region, at most twelve at a time: as many as its monitor's pool has connections. */
final class Probe {

    private static final int MOST_QUESTIONS = 12;

    /** A question open for so long may hang, it is not merely slow. */
    private static final Duration HANGS = Duration.ofMillis(100);

    /**
     * The more are open, the longer the next one waits: so much for each of them. At a server that was promoted a moment ago each is a
     * login, and takes time from those of the calls.
     */
    private static final Duration FOR_EACH_OPEN = Duration.ofMillis(100);

    /** But no longer than this: a question may take 3 s, and one of twelve is always free then. */
    private static final Duration PACE_OF_HANGING = Duration.ofMillis(330);

    final String region;

    /** Of its heartbeats. */
    final FailureDetector detector = new FailureDetector();

    private final Executor executor;
    private final Semaphore free = new Semaphore(MOST_QUESTIONS);

    /** When each open question was put, on the monotonic clock. */
    private final NavigableSet<Long> open = new ConcurrentSkipListSet<>((a, b) -> Long.compare(a - b, 0));

    /** Guarded by this. */
    private long lastAsked;

    Probe(String region, Executor executor) {
        this.region = region;
        this.executor = executor;
        lastAsked = System.nanoTime() - Duration.ofDays(1).toNanos();
    }

    /** Puts the question unless one was put within this time, or twelve are open. It is given the time it was put at. */
    void ask(Duration pace, LongConsumer question) {
        OptionalLong turn = turn(pace);
        if (turn.isEmpty()) {
            return;
        }
        long now = turn.getAsLong();
        try {
            executor.execute(() -> put(question, now));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            answered(now); // the application is going, or there is no thread to be had
        }
    }

    /** When the question is put: now; empty if it is not its turn. Many calls that fail together ask for one question. */
    private synchronized OptionalLong turn(Duration pace) {
        long now = System.nanoTime();
        if (now - lastAsked < paceNow(pace).toNanos() || !free.tryAcquire()) {
            return OptionalLong.empty();
        }
        lastAsked = now;
        open.add(now);
        return OptionalLong.of(now);
    }

    private Duration paceNow(Duration pace) {
        Duration slower = FOR_EACH_OPEN.multipliedBy(open.size());
        Duration bounded = slower.compareTo(PACE_OF_HANGING) < 0 ? slower : PACE_OF_HANGING;
        return pace.compareTo(bounded) > 0 ? pace : bounded;
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

    /** When the oldest question was put that seems to hang, but for that of this time. */
    Optional<Long> hangsSince(long own) {
        return silentSince(HANGS).filter(since -> since != own);
    }

    /** When the oldest question was put that has been open for that long. */
    Optional<Long> silentSince(Duration time) {
        return open.stream().findFirst().filter(since -> System.nanoTime() - since > time.toNanos());
    }
}
