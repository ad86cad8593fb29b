/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Pools without connections. */
public class FakePools extends Pools {

    /** Regions whose pool was flushed, one entry a flush. */
    public final List<String> flushed = new ArrayList<>();

    /** Whether a flush has begun since the attempts took their stamp. */
    public boolean flushing;

    /** Whether no attempt is let in. */
    public boolean full;

    private final Semaphore inside = new Semaphore(0);

    /** Attempts that were let in and have not left. */
    public int attempts() {
        return entered - inside.availablePermits();
    }

    private int entered;

    @Override
    public long generation(String region) {
        return flushed.size();
    }

    @Override
    public boolean isWhole(String region, long generation) {
        return !flushing;
    }

    @Override
    public Optional<AttemptPermit> enter(String region, long nanos) {
        if (full) {
            return Optional.empty();
        }
        entered++;
        return Optional.of(new AttemptPermit(inside));
    }

    @Override
    public void answered(String region) {
        // there is no slow start
    }

    @Override
    public Future<Void> flush(String region, long generation) {
        flushed.add(region);
        return CompletableFuture.completedFuture(null);
    }
}
