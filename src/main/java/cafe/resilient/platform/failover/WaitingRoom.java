/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.pool.Pools;
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

    /** The region that has the writer; in doubt waits for a proof, instead of running into the same fault as others. */
    public Optional<String> writer(Deadline deadline) {
        long since = watch.doubtSince();
        Optional<String> writer = watch.writer(since);
        return writer.isPresent() ? writer : sit(since, deadline, patience(deadline));
    }

    /**
     * The region whose writer was proved after the fault.
     *
     * @param flush whether the fault ends connections, so that the pool is flushed before anybody goes back to it
     */
    public Optional<String> afterFault(String region, long generation, boolean flush, Deadline deadline) {
        long since = System.nanoTime();
        watch.suspect(region, since);
        if (flush) {
            await(pools.flush(region, generation), deadline);
        }
        return sit(since, patience(deadline), patience(deadline));
    }

    /** Where to go again after a success that cannot be believed, as the pool was flushed meanwhile. */
    public Optional<String> afterFlush(String region, long generation, Deadline deadline) {
        await(pools.flush(region, generation), deadline);
        return writer(deadline);
    }

    /** The region that has the writer, as soon as there is one. Takes no seat: for those whom the queue has just refused. */
    Optional<String> writerWithin(Duration time) {
        Deadline deadline = Deadline.in(time);
        try {
            return watch.awaitWriter(watch.doubtSince(), deadline, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
            return Optional.empty();
        }
    }

    private Optional<String> sit(long since, Deadline inDoubt, Deadline inOutage) {
        if (!seats.tryAcquire()) {
            return Optional.empty();
        }
        try {
            int seated = size - seats.availablePermits();
            return watch.awaitWriter(since, inDoubt, inOutage.earlier(spread.multipliedBy(seated)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops: an answer now is better than none
            return Optional.empty();
        } finally {
            seats.release();
        }
    }

    private Deadline patience(Deadline deadline) {
        OptionalLong outage = watch.outageSince();
        return outage.isPresent() ? deadline.by(outage.getAsLong() + patience.toNanos()) : deadline;
    }

    private static void await(Future<Void> flushed, Deadline deadline) {
        try {
            flushed.get(Math.max(0, Math.min(deadline.left(), FLUSH.toNanos())), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // somebody holds the lock of management; the pool heals by itself as its connections fail
        }
    }
}
