/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.status;

import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.RegionEvent;
import cafe.resilient.platform.RegionEvent.Kind;
import cafe.resilient.platform.failover.Bulkhead;
import cafe.resilient.platform.region.WriterMonitor;
import cafe.resilient.platform.report.KnownFaults;
import cafe.resilient.platform.report.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/** Metrics of regions and of those who wait for them. Nothing is asked for it: all that is known already. */
@ApplicationScoped
class StoreMetrics {

    private static final String SAME_REGION = "same_region";
    private static final String OTHER_REGION = "other_region";

    @Inject
    Metrics metrics;

    @Inject
    KnownFaults faults;

    @Inject
    PlatformSettings settings;

    @Inject
    WriterMonitor monitor;

    @Inject
    Bulkhead bulkhead;

    /** The writer was lost with this event; null while there is one. Observers of a region's events are called in turn. */
    private RegionEvent lost;

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        for (String region : settings.regions()) {
            metrics.gauge(
                    "resilient.writer",
                    "Whether the region has the writer: 1 or 0",
                    null,
                    () -> monitor.writer().filter(region::equals).isPresent() ? 1 : 0,
                    "region",
                    region);
        }
        metrics.noFailovers(SAME_REGION, OTHER_REGION);
        metrics.gauge(
                "resilient.faults",
                "Faults that last, as health names them",
                null,
                () -> faults.now().size());
        metrics.gauge("resilient.calls.waiting", "Calls that wait for a writer", null, bulkhead::waiting);
        metrics.gauge("resilient.calls.waiting.limit", "Calls that may wait for a writer", null, bulkhead::size);
    }

    void happened(@Observes RegionEvent event) {
        if (event.kind() == Kind.WRITER_LOST) {
            lost = event;
        } else if (event.kind() == Kind.WRITER_FOUND && lost != null) {
            String where = event.region().equals(lost.region()) ? SAME_REGION : OTHER_REGION;
            metrics.failedOver(where, Duration.between(lost.at(), event.at()));
            lost = null;
        }
    }
}
