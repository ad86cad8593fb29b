/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import cafe.resilient.platform.RegionEvent;
import cafe.resilient.platform.RegionEvent.Kind;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Has the queue replayed each second, and soon after a writer is found. In a thread of the executor: neither the timer
 * nor the writer monitor is to wait for it, and a call that meets a replay under way comes back.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReplayTimer {

    /**
     * Milliseconds that the customers of now have for themselves when a writer is found: each of them opens a connection. In
     * competition with the first page that took up to 31 ms on two cores instead of 8 to 17.
     */
    private static final long HEAD_START = 100;

    @Inject
    Replay replay;

    @Resource
    private ManagedScheduledExecutorService executor;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        wakeIn(0);
    }

    public void soonAfter(@Observes RegionEvent event) {
        if (event.kind() == Kind.WRITER_FOUND) {
            wakeIn(HEAD_START);
        }
    }

    private void wakeIn(long millis) {
        try {
            executor.schedule(replay::run, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the next second comes, unless the application is going
        }
    }
}
