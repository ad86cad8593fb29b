/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.platform.pool.Pools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Without flush: the pool finds its dead connections one by one, and whoever is stuck on one stays so. */
@Specializes
@ApplicationScoped
public class NoFlush extends Pools {

    @Override
    public Future<Void> flush(String region, long generation) {
        return Without.is("flush") ? CompletableFuture.completedFuture(null) : super.flush(region, generation);
    }
}
