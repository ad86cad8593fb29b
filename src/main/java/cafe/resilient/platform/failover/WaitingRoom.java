/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.region.Attempt;
import cafe.resilient.platform.region.RegionWatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Where calls wait for a writer. Each holds a thread and beans, so the room has a number of seats. How long one waits is
 * counted from the outage's start: in an outage that is known for longer, nobody waits at all.
 */
@ApplicationScoped
public class WaitingRoom {

    /** How long a call waits for a flush, which takes 12 to 50 ms when nobody else uses management. */
    private static final Duration FLUSH = Duration.ofMillis(250);

    /**
     * By so much earlier than the one before it gives up who sits down: together they would all be put at once, and a queue
     * that has just been woken takes no more than some 90/s on two cores (measured), so the last would be refused. All
     * together they have a quarter of their patience for it.
     */
    private static final Duration SPREAD = Duration.ofMillis(8);

    private static final int SHARE = 4;

    private RegionWatch watch;
    private Pools pools;
    private int size;
    private Duration patience;
    private Duration spread;
    private Semaphore seats;

    protected WaitingRoom() {}

    @Inject
    public WaitingRoom(RegionWatch watch, Pools pools, PlatformSettings settings) {
        this.watch = watch;
        this.pools = pools;
        patience = settings.budget().minus(settings.reserve());
        size = settings.maxWaiting();
        Duration most = patience.dividedBy(SHARE * (long) size);
        spread = most.compareTo(SPREAD) < 0 ? most : SPREAD;
        seats = new Semaphore(size);
    }

    /** The region that has the writer; empty in doubt. */
    public Optional<String> writerNow() {
        return watch.writer(watch.doubtSince());
    }

    /** The region that has the writer; in doubt waits for a proof, instead of running into the same fault as others. */
    public Optional<String> writer(Deadline deadline) {
        long since = watch.doubtSince();
        Optional<String> writer = watch.writer(since);
        return writer.isPresent() ? writer : sit(since, deadline, patience(deadline));
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
        watch.suspect(attempt.region(), since, flush);
        if (flush) {
            awaitFlush(attempt);
        }
        Deadline patience = patience(attempt.deadline());
        return sit(since, patience, patience);
    }

    /**
     * The region that has the writer, as soon as there is one. Takes no seat: for those whom the queue has just refused, and for
     * the replay.
     */
    public Optional<String> writerWithin(Duration time) {
        Deadline deadline = Deadline.in(time);
        return awaitWriter(watch.doubtSince(), deadline, deadline);
    }

    /** Whether, after that time, a write was committed there, and another call succeeded. */
    public boolean isWell(String region, long since) {
        return watch.writer(since).filter(region::equals).isPresent() && watch.tookSince(since);
    }

    /** An attempt has just succeeded: what fails beside it in a milder way is no outage. */
    public void took(String region) {
        watch.took();
        answered(region);
    }

    /** An attempt was answered there, even if with a no. */
    void answered(String region) {
        pools.answered(region);
    }

    /** Waits on a seat, if there is one. @return what it waited for; empty without a seat */
    public <T> Optional<T> seated(Supplier<Optional<T>> waiting) {
        if (!seats.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return waiting.get();
        } finally {
            seats.release();
        }
    }

    private Optional<String> sit(long since, Deadline inDoubt, Deadline inOutage) {
        if (!seats.tryAcquire()) {
            return Optional.empty();
        }
        try {
            int seated = size - seats.availablePermits();
            return awaitWriter(since, inDoubt, inOutage.earlier(spread.multipliedBy(seated)));
        } finally {
            seats.release();
        }
    }

    private Optional<String> awaitWriter(long since, Deadline inDoubt, Deadline inOutage) {
        try {
            return watch.awaitWriter(since, inDoubt, inOutage);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops: an answer now is better than none
            return Optional.empty();
        }
    }

    private Deadline patience(Deadline deadline) {
        OptionalLong outage = watch.outageSince();
        return outage.isPresent() ? deadline.by(outage.getAsLong() + patience.toNanos()) : deadline;
    }

    /** Asks for it, unless the attempt's pool is flushed already. @return whether it is */
    private boolean awaitFlush(Attempt attempt) {
        Future<Void> flushed = pools.flush(attempt.region(), attempt.generation());
        long most = Math.min(attempt.deadline().left(), FLUSH.toNanos());
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
