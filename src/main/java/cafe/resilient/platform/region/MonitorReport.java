/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.RegionEvent.Kind;
import cafe.resilient.platform.report.KnownFaults;
import cafe.resilient.platform.report.RegionEvents;
import cafe.resilient.platform.sql.ExceptionTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What the writer monitor finds out, told to operators in the log and to observers by an event. */
@ApplicationScoped
class MonitorReport {

    private static final String MONITOR = "the writer monitor";

    @Inject
    private RegionEvents events;

    @Inject
    private KnownFaults faults;

    private volatile String lastWriter;

    void faultSeen(String region) {
        LOG.faultSeen(region);
        events.tell(Kind.FAULT_SEEN, region);
    }

    void found(String region) {
        LOG.writerFound(region);
        faults.goneElsewhere(region);
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

    /** It did not answer the writer monitor, for this reason. */
    void silent(String region, Exception reason) {
        String cause = ExceptionTree.cause(reason);
        if (faults.seen(subject(region), cause)) {
            LOG.regionSilent(region, cause);
        }
    }

    /** It did, if not as the writer. */
    void answers(String region) {
        faults.gone(subject(region));
    }

    /** The writer monitor itself failed in a round. */
    void failed(Throwable bug) {
        if (faults.seen(MONITOR, bug.getClass().getSimpleName())) {
            LOG.monitorFailed(bug);
        }
    }

    /** It did not. */
    void works() {
        faults.gone(MONITOR);
    }

    private static String subject(String region) {
        return "region " + region;
    }

    void drained(String region) {
        LOG.drained(region);
        events.tell(Kind.WRITER_LOST, region);
    }
}
