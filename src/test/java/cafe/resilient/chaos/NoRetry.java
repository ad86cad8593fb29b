/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.failover.Bulkhead;
import cafe.resilient.platform.failover.WriterWait;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.region.WriterMonitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import java.util.Optional;

/** Without retry: after a fault no writer is waited for, so there is no second attempt. */
@Specializes
@ApplicationScoped
public class NoRetry extends WriterWait {

    protected NoRetry() {}

    @Inject
    public NoRetry(WriterMonitor monitor, Pools pools, Bulkhead bulkhead, PlatformSettings settings) {
        super(monitor, pools, bulkhead, settings);
    }

    @Override
    public Optional<String> afterFault(Attempt attempt, boolean flush) {
        Optional<String> writer = super.afterFault(attempt, flush);
        return Without.is("retry") ? Optional.empty() : writer;
    }
}
