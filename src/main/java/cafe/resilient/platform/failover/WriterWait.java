/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.region.WriterMonitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets calls wait for a writer, as many as the bulkhead bears. How long one waits is counted from the outage's start: in an outage
 * that is known for longer, nobody waits at all.
 */
@ApplicationScoped
public class WriterWait {

    /** How long a call waits for a flush. One takes 12 to 50 ms when nobody else uses management. */
    private static final Duration LONGEST_WAIT_FOR_FLUSH = Duration.ofMillis(250);

    /**
     * Each call that waits gives up by so much earlier than the one before it. If all gave up together they would be put together,
     * and a queue that has just been woken takes no more than some 90/s on two cores (measured): the last would be refused.
     */
    private static final Duration LONGEST_SPREAD = Duration.ofMillis(8);

    /** The spread takes at most this part of a call's patience when the bulkhead is full: a quarter. */
    private static final int SPREAD_DIVISOR = 4;

    private WriterMonitor monitor;
    private Pools pools;
    private Bulkhead bulkhead;
    private Duration patience;
    private Duration spread;

    protected WriterWait() {}

    @Inject
    public WriterWait(WriterMonitor monitor, Pools pools, Bulkhead bulkhead, PlatformSettings settings) {
        this.monitor = monitor;
        this.pools = pools;
        this.bulkhead = bulkhead;
        patience = settings.budget().minus(settings.reserve());
        Duration most = patience.dividedBy(SPREAD_DIVISOR * (long) settings.maxWaiting());
        spread = most.compareTo(LONGEST_SPREAD) < 0 ? most : LONGEST_SPREAD;
    }

    /** The region that has the writer; empty in doubt. */
    public Optional<String> writerNow() {
        return monitor.writer(monitor.doubtSince());
    }

    /** The region that has the writer; in doubt waits for a proof, instead of running into the same fault as others. */
    public Optional<String> writer(Deadline deadline) {
        long since = monitor.doubtSince();
        Optional<String> writer = monitor.writer(since);
        return writer.isPresent() ? writer : waitAmongOthers(since, deadline, patience(deadline));
    }

    /**
     * The region whose writer was proved after this attempt failed.
     *
     * @param flush whether its fault ends connections, so that the pool is flushed before anybody goes back to it
     */
    public Optional<String> afterFault(Attempt attempt, boolean flush) {
        if (!pools.isWhole(attempt.region(), attempt.generation()) && awaitFlush(attempt)) {
            return writer(attempt.deadline()); // a flush of our own says nothing of the writer
        }
        long since = System.nanoTime();
        monitor.suspect(attempt.region(), since, flush);
        if (flush) {
            awaitFlush(attempt);
        }
        Deadline patience = patience(attempt.deadline());
        return waitAmongOthers(since, patience, patience);
    }

    /**
     * The region that has the writer, as soon as there is one. It is no part of the bulkhead: for calls that the queue has just
     * refused, and for the replay.
     */
    public Optional<String> writerWithin(Duration time) {
        Deadline deadline = Deadline.in(time);
        return awaitWriter(monitor.doubtSince(), deadline, deadline);
    }

    /** Whether, after that time, a write was committed there, and another call succeeded. */
    public boolean isWell(String region, long since) {
        return monitor.writer(since).filter(region::equals).isPresent() && monitor.tookSince(since);
    }

    /** An attempt has just succeeded: what fails beside it in a milder way is no outage. */
    public void took(String region) {
        monitor.took();
        answered(region);
    }

    /** An attempt was answered there, even if with a no. */
    void answered(String region) {
        pools.answered(region);
    }

    private Optional<String> waitAmongOthers(long since, Deadline inDoubt, Deadline inOutage) {
        return bulkhead.within(waiting -> awaitWriter(since, inDoubt, inOutage.earlier(spread.multipliedBy(waiting))));
    }

    private Optional<String> awaitWriter(long since, Deadline inDoubt, Deadline inOutage) {
        try {
            return monitor.awaitWriter(since, inDoubt, inOutage);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops: an answer now is better than none
            return Optional.empty();
        }
    }

    private Deadline patience(Deadline deadline) {
        OptionalLong outage = monitor.outageSince();
        return outage.isPresent() ? deadline.by(outage.getAsLong() + patience.toNanos()) : deadline;
    }

    /** Asks for it, unless the attempt's pool is flushed already. @return whether it is */
    private boolean awaitFlush(Attempt attempt) {
        Future<Void> flushed = pools.flush(attempt.region(), attempt.generation());
        long most = Math.min(attempt.deadline().left(), LONGEST_WAIT_FOR_FLUSH.toNanos());
        try {
            flushed.get(Math.max(0, most), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException e) {
            return false; // somebody holds the lock of management; the pool heals by itself as its connections fail
        }
    }
}
