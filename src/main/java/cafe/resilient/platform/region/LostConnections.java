/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.sql.ExceptionTree;
import cafe.resilient.platform.sql.SqlState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections that an order pool has to a writer that was lost: they are gone, or will hang. A flush ends them, so that no call
 * has to find that out by its own time-out, at the next writer.
 */
final class LostConnections {

    /** By a call, whose connection ended before the writer monitor's did. */
    private static final Duration FLUSHED_BEFORE = Duration.ofSeconds(1);

    private final Pools pools;

    /** When each region's writer was lost together with the writer monitor's connection to it, on the monotonic clock. */
    private final Map<String, Long> lostAt = new ConcurrentHashMap<>();

    LostConnections(Pools pools) {
        this.pools = pools;
    }

    /** The region's writer was lost. @param fault of the writer monitor: a server that refuses, as with a full disk, keeps its connections */
    void lost(String region, Exception fault) {
        if (ExceptionTree.anyState(fault, SqlState::endsConnection)) {
            lostAt.put(region, System.nanoTime());
            pools.slowDown(region);
        }
    }

    /** The region has the writer again. */
    void found(String region) {
        lostAt.remove(region);
    }

    /** Flushes the pool once. @param patience for so long a loss may have been one question's bad luck */
    void flush(String region, Duration patience) {
        Long lost = lostAt.get(region);
        if (lost != null && System.nanoTime() - lost > patience.toNanos()) {
            pools.flushHung(region, lost - FLUSHED_BEFORE.toNanos());
        }
    }
}
