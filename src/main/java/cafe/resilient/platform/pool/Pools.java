/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import static cafe.resilient.platform.PlatformMessages.LOG;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * The generations of each region's pool. Every attempt is stamped with the one it began in, and a generation is flushed
 * once, however many attempts fail in it: a late failure never kills the fresh pool.
 */
@ApplicationScoped
public class Pools {

    /** A pool's generation, and the flush that is about to end it; guarded by itself. */
    private static final class Pool {
        private long generation;
        private CompletableFuture<Void> flush;
    }

    private final Map<String, Pool> pools = new ConcurrentHashMap<>();

    @Inject
    private PoolControl control;

    @Resource
    private ManagedExecutorService executor;

    /** The stamp for an attempt that begins now. */
    public long generation(String region) {
        Pool pool = pool(region);
        synchronized (pool) {
            return pool.generation;
        }
    }

    /**
     * Flushes the region's pool unless its generation is no longer this one. The generation ends with the flush, so that
     * what the flush itself interrupts belongs to the old one and asks for no other.
     *
     * @return done when the flush is over, successful or not
     */
    public Future<Void> flush(String region, long generation) {
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
        }
        try {
            executor.execute(() -> flushNow(region, pool));
        } catch (RejectedExecutionException e) {
            LOG.notFlushed(region, e);
            end(pool);
        }
        return flush;
    }

    private void flushNow(String region, Pool pool) {
        try {
            control.flushAll(region);
            LOG.flushed(region);
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
            over = pool.flush;
            pool.flush = null;
        }
        over.complete(null);
    }

    private Pool pool(String region) {
        return pools.computeIfAbsent(region, r -> new Pool());
    }
}
