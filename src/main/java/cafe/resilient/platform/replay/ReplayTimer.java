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
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.RejectedExecutionException;

/**
 * Has the queue replayed each second, and the moment a writer is found. In a thread of the executor: neither the timer
 * nor the watch is to wait for it, and a call that meets a replay under way comes back.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReplayTimer {

    @Inject
    private Replay replay;

    @Resource
    private ManagedExecutorService executor;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        wake();
    }

    public void atOnce(@Observes RegionEvent event) {
        if (event.kind() == Kind.WRITER_FOUND) {
            wake();
        }
    }

    private void wake() {
        try {
            executor.execute(replay::run);
        } catch (RejectedExecutionException e) {
            // the next second comes, unless the application is going
        }
    }
}
