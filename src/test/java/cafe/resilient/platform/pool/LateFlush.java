/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Management that is busy when a flush comes, for so long or until told: in the servers of controls. */
@Specializes
@ApplicationScoped
public class LateFlush extends PoolControl {

    private static final long BUSY_MILLIS = 200;

    private static final Semaphore FREE = new Semaphore(0);

    /** It is free. */
    public static void go() {
        FREE.release();
    }

    @Override
    void flushAll(String datasource) {
        try {
            FREE.drainPermits();
            FREE.tryAcquire(BUSY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        super.flushAll(datasource);
    }
}
