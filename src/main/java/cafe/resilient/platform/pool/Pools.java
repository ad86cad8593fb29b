/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.RegionEvent.Kind;
import cafe.resilient.platform.report.RegionEvents;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The generations of each region's pool. Every attempt is stamped with the one it began in, and a generation is flushed
 * once, however many attempts fail in it: a late failure never kills the fresh pool.
 */
@ApplicationScoped
public class Pools {

    /** A pool's generation, when it began, and the flush that is about to end it; guarded by itself, but for the slow start. */
    private static final class Pool {
        private final SlowStart attempts = new SlowStart();
        private long generation;
        private long since = System.nanoTime();
        private CompletableFuture<Void> flush;
        private long flushAsked;

        synchronized CompletableFuture<Void> flushUnderWay() {
            return flush;
        }

        /** When nobody waits for it any longer. */
        synchronized long flushEnds() {
            return flushAsked + LONGEST_FLUSH.toNanos();
        }

        synchronized boolean mayBeEntered() {
            return flush == null || System.nanoTime() - flushEnds() >= 0;
        }
    }

    /** For so long attempts wait for a flush, which takes 12 to 50 ms in calm, and half a second on a busy machine. */
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(1);

    private final Map<String, Pool> pools = new ConcurrentHashMap<>();
    private final LoanedConnections loaned = new LoanedConnections();

    @Inject
    private PoolControl control;

    @Inject
    private RegionEvents events;

    @Resource
    private ManagedExecutorService executor;

    /** The stamp for an attempt that begins now. */
    public long generation(String region) {
        Pool pool = pool(region);
        synchronized (pool) {
            return pool.generation;
        }
    }

    /** Whether no flush has begun since an attempt took this stamp. If one has, its failure may be the flush's own doing. */
    public boolean isWhole(String region, long generation) {
        Pool pool = pool(region);
        synchronized (pool) {
            return pool.generation == generation && pool.flush == null;
        }
    }

    /**
     * Waits until one more attempt may be made there, in turn; while a flush is under way none is, as it would take its connection.
     *
     * @param nanos how long at most
     * @return its permit, to be released; empty if there was none in time
     */
    public Optional<AttemptPermit> enter(String region, long nanos) throws InterruptedException {
        Pool pool = pool(region);
        long end = System.nanoTime() + nanos;
        while (awaitFlush(pool, end - System.nanoTime())) {
            AttemptPermit permit = pool.attempts.enter(end - System.nanoTime(), control.size(region));
            if (permit == null || pool.mayBeEntered()) {
                return Optional.ofNullable(permit);
            }
            permit.release(); // a flush began while it waited
        }
        return Optional.empty();
    }

    /** Whether there is none any more, or it takes too long: somebody holds the lock of management then. */
    private static boolean awaitFlush(Pool pool, long nanos) throws InterruptedException {
        CompletableFuture<Void> flush = pool.flushUnderWay();
        try {
            if (flush != null) {
                flush.get(Math.max(0, Math.min(nanos, pool.flushEnds() - System.nanoTime())), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (TimeoutException e) {
            return pool.mayBeEntered();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it is completed, successful or not
        }
    }

    /** The connections to a writer ended: whatever comes next, they are new, even if no call failed there and nothing is flushed. */
    public void slowDown(String region) {
        pool(region).attempts.restart();
    }

    /** A call was answered there: more may be under way at once. */
    public void answered(String region) {
        pool(region).attempts.answered(control.size(region));
    }

    /** Makes the first flush as quick as the others, by one of a pool that nobody uses yet. It takes half a second else. */
    public void warm(String region) {
        flush(region, generation(region), true);
    }

    /** An attempt has it now. */
    public void lent(String region, Connection connection) throws SQLException {
        loaned.add(region, connection);
    }

    /**
     * The attempt is done with it, its transaction over.
     *
     * @return false if it was destroyed meanwhile, by a flush of ours or of an administrator's. Then a commit that succeeded may
     *     be none: IronJacamar takes the handle away, rolls back in the flush's own thread, and only then closes; and
     *     pgjdbc's commit of a connection that has just been rolled back does nothing and does not say so (chaos, seed 1:
     *     an order confirmed, and no row)
     */
    public boolean returned(Connection connection) throws SQLException {
        loaned.remove(connection);
        return !connection.isClosed();
    }

    /** Whether it was committed on this server alone; to be asked before it is returned, its transaction over. */
    public boolean isUnreplicated(Connection connection) {
        return loaned.isUnreplicated(connection);
    }

    /** When that connection was lent that an attempt has for the longest time, on the monotonic clock; empty if none has. */
    public OptionalLong oldestLoan(String region) {
        return loaned.oldest(region);
    }

    /** Something hangs since that time: flushes the pool unless it was flushed later than that. */
    public void flushHung(String region, long since) {
        Pool pool = pool(region);
        long generation;
        synchronized (pool) {
            if (pool.since - since > 0) {
                return;
            }
            generation = pool.generation;
        }
        flush(region, generation);
    }

    /**
     * Flushes the region's pool unless its generation is no longer this one. The generation ends with the flush, so that
     * what the flush itself interrupts belongs to the old one and asks for no other.
     *
     * @return done when the flush is over, successful or not
     */
    public Future<Void> flush(String region, long generation) {
        return flush(region, generation, false);
    }

    private Future<Void> flush(String region, long generation, boolean rehearsal) {
        Pool pool = pool(region);
        CompletableFuture<Void> flush;
        synchronized (pool) {
            if (pool.generation != generation) {
                return CompletableFuture.completedFuture(null);
            }
            if (pool.flush != null) {
                return pool.flush;
            }
            flush = pool.flush = new CompletableFuture<>();
            pool.flushAsked = System.nanoTime();
        }
        pool.attempts.restart();
        try {
            executor.execute(() -> flushNow(region, pool, rehearsal));
        } catch (RejectedExecutionException | OutOfMemoryError e) { // the server stops, or there is no thread to be had
            LOG.notFlushed(region, e);
            loaned.abort(region, System.nanoTime()); // who hangs there is to be answered all the same
            end(pool);
        }
        return flush;
    }

    private void flushNow(String region, Pool pool, boolean rehearsal) {
        try {
            loaned.abort(region, System.nanoTime());
            control.flushAll(region);
            // who was lent a connection while the flush waited for its turn may have an old one
            loaned.abort(region, System.nanoTime());
            if (!rehearsal) {
                LOG.flushed(region);
                events.tell(Kind.POOL_FLUSHED, region);
            }
        } catch (RuntimeException e) {
            LOG.notFlushed(region, e);
        } finally {
            end(pool);
        }
    }

    private static void end(Pool pool) {
        CompletableFuture<Void> over;
        synchronized (pool) {
            pool.generation++;
            pool.since = System.nanoTime();
            over = pool.flush;
            pool.flush = null;
        }
        over.complete(null);
    }

    private Pool pool(String region) {
        return pools.computeIfAbsent(region, r -> new Pool());
    }
}
