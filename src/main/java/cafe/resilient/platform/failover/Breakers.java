/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.RegionEvent;
import cafe.resilient.platform.RegionEvent.Kind;
import cafe.resilient.platform.report.KnownFaults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A circuit breaker for each command type and region, beside the state of the region's writer: the writer is well, and one table
 * takes nothing just now, as it is locked, or its trigger, sequence or grants are at fault. While it is open, commands of that
 * type are queued at once; other types and look-ups are untouched. A probe each second, by a command that is queued already,
 * finds the end.
 */
@ApplicationScoped
public class Breakers {

    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();
    private final KnownFaults faults;
    private final LongSupplier clock;

    protected Breakers() {
        this(null, System::nanoTime);
    }

    @Inject
    public Breakers(KnownFaults faults) {
        this(faults, System::nanoTime);
    }

    Breakers(KnownFaults faults, LongSupplier clock) {
        this.faults = faults;
        this.clock = clock;
    }

    /**
     * With its writer goes what is known of a region's tables: another server may come, a lock may have gone with the old one, or the schema
     * is mended elsewhere meanwhile. The next few calls find out anew.
     */
    void writerLost(@Observes RegionEvent event) {
        if (event.kind() == Kind.WRITER_LOST) {
            breakers.values().stream()
                    .filter(breaker -> breaker.region.equals(event.region()))
                    .forEach(Breaker::close);
        }
    }

    /** Whether commands of this type may go to that region. */
    public boolean isClosed(String type, String region) {
        Breaker breaker = breakers.get(subject(type, region));
        return breaker == null || breaker.isClosed();
    }

    /** Whether a probe is due; if so, it is the caller's to make. */
    boolean mayProbe(String type, String region) {
        return breaker(type, region).mayProbe(clock.getAsLong());
    }

    /**
     * A table of a region whose writer is well did not take a command.
     *
     * @param since when its attempt began: if another succeeded since, it is the command's own misfortune
     * @param passes whether that passes by itself; else the schema must be mended
     */
    public void failed(String type, String region, String number, long since, boolean passes, String evidence) {
        Breaker breaker = breaker(type, region);
        boolean tells = breaker.failed(number, since, clock.getAsLong());
        if (!tells || passes && breaker.isClosed()) {
            return; // a lock on one row: nothing for an administrator to do
        }
        if (faults.seen(subject(type, region), evidence)) {
            if (passes) {
                LOG.tableBusy(type, region, evidence);
            } else {
                LOG.schemaAtFault(type, region, evidence);
            }
        }
    }

    /** A bug of ours kept a command of this type out of every database. @return whether operators are to be told */
    boolean failedByBug(String type, String cause) {
        return faults.seen(bug(type), cause);
    }

    /** A command of this type was committed there. */
    public void took(String type, String region) {
        breaker(type, region).took(clock.getAsLong());
        faults.gone(bug(type));
        if (faults.gone(subject(type, region))) {
            LOG.tableTakes(type, region);
        }
    }

    /** Whether a command of this type was committed there after that time, on the monotonic clock. */
    public boolean tookSince(String type, String region, long time) {
        return breaker(type, region).tookSince(time);
    }

    private Breaker breaker(String type, String region) {
        return breakers.computeIfAbsent(subject(type, region), any -> new Breaker(region));
    }

    private static String bug(String type) {
        return "bug in " + type;
    }

    private static String subject(String type, String region) {
        return type + " in region " + region;
    }
}
