/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static cafe.resilient.platform.PlatformMessages.LOG;

import cafe.resilient.platform.RegionEvent.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;

/** Tells observers what happened to a region; what they throw harms nobody who tells. */
@ApplicationScoped
public class RegionEvents {

    @Inject
    private Event<RegionEvent> events;

    @Inject
    private Clock clock;

    public void tell(Kind kind, String region) {
        try {
            events.fire(new RegionEvent(kind, region, clock.instant()));
        } catch (RuntimeException e) {
            LOG.observerFailed(kind.name(), region, e);
        }
    }
}
