/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import static cafe.resilient.platform.PlatformMessages.LOG;

import cafe.resilient.platform.RegionEvent.Kind;
import cafe.resilient.platform.RegionEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What the watch finds out, told to operators in the log and to observers by an event. */
@ApplicationScoped
public class WriterNews {

    @Inject
    private RegionEvents events;

    private volatile String lastWriter;

    void faultSeen(String region) {
        LOG.faultSeen(region);
        events.tell(Kind.FAULT_SEEN, region);
    }

    void found(String region) {
        LOG.writerFound(region);
        events.tell(Kind.WRITER_FOUND, region);
        if (lastWriter != null && !lastWriter.equals(region)) {
            LOG.switched(lastWriter, region);
            events.tell(Kind.REGION_SWITCHED, region);
        }
        lastWriter = region;
    }

    void lost(String region) {
        LOG.writerLost(region);
        events.tell(Kind.WRITER_LOST, region);
    }

    void drained(String region) {
        LOG.drained(region);
        events.tell(Kind.WRITER_LOST, region);
    }
}
