/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.report;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.RegionEvent;
import cafe.resilient.platform.RegionEvent.Kind;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Tells observers what happened to a region, in a thread of theirs: what they throw, or wait for, harms nobody who tells. */
@ApplicationScoped
public class RegionEvents {

    @Inject
    private Event<RegionEvent> events;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private ExecutorService observers;

    @PostConstruct
    void start() {
        observers = Executors.newSingleThreadExecutor(threads);
    }

    @PreDestroy
    void stop() {
        observers.shutdownNow();
    }

    public void tell(Kind kind, String region) {
        RegionEvent event = new RegionEvent(kind, region, clock.instant());
        try {
            observers.execute(() -> fire(event));
        } catch (RejectedExecutionException e) {
            // the application is going
        }
    }

    private void fire(RegionEvent event) {
        try {
            events.fire(event);
        } catch (RuntimeException e) {
            LOG.observerFailed(event.kind().name(), event.region(), e);
        }
    }
}
