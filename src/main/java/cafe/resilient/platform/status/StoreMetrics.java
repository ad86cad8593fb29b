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

/** Metrics of regions, and of the calls that wait for them. A scrape asks no store. */
@ApplicationScoped
class StoreMetrics {

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
            metrics.gauge("resilient.writer", () -> isWriter(region) ? 1 : 0, "region", region);
        }
        metrics.gauge("resilient.faults", () -> faults.now().size());
        metrics.gauge("resilient.calls.waiting", bulkhead::waiting);
        metrics.gauge("resilient.calls.waiting.limit", bulkhead::size);
    }

    private boolean isWriter(String region) {
        return monitor.writer().filter(region::equals).isPresent();
    }

    void happened(@Observes RegionEvent event) {
        if (event.kind() == Kind.WRITER_LOST) {
            lost = event;
        } else if (event.kind() == Kind.WRITER_FOUND && lost != null) {
            String where = event.region().equals(lost.region()) ? "same_region" : "other_region";
            metrics.failedOver(where, Duration.between(lost.at(), event.at()));
            lost = null;
        }
    }
}
