/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.failover.WaitingRoom;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.region.Attempt;
import cafe.resilient.platform.region.RegionWatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import java.util.Optional;

/** Without retry: after a fault no writer is waited for, so there is no second attempt. */
@Specializes
@ApplicationScoped
public class NoRetry extends WaitingRoom {

    protected NoRetry() {}

    @Inject
    public NoRetry(RegionWatch watch, Pools pools, PlatformSettings settings) {
        super(watch, pools, settings);
    }

    @Override
    public Optional<String> afterFault(Attempt attempt, boolean flush) {
        Optional<String> writer = super.afterFault(attempt, flush);
        return Without.is("retry") ? Optional.empty() : writer;
    }
}
