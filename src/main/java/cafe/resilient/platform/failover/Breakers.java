/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.report.KnownFaults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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

    /** So many different commands fail, and none succeeds in between: then it is the table, and not one command's own row. */
    private static final int FIRST_FEW = 2;

    private static final long PROBE_EVERY = Duration.ofSeconds(1).toNanos();

    /** Of one command type and region; guarded by itself. */
    private static final class Breaker {
        private final Set<String> failed = new HashSet<>();
        private long tookAt;
        private boolean took;
        private boolean open;
        private long probedAt;
    }

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

    /** Whether commands of this type may go to that region. */
    public boolean isClosed(String type, String region) {
        Breaker breaker = breakers.get(subject(type, region));
        if (breaker == null) {
            return true;
        }
        synchronized (breaker) {
            return !breaker.open;
        }
    }

    /** Whether a probe is due; if so, it is the caller's to make. */
    boolean mayProbe(String type, String region) {
        Breaker breaker = breaker(type, region);
        synchronized (breaker) {
            boolean due = breaker.open && clock.getAsLong() - breaker.probedAt >= PROBE_EVERY;
            if (due) {
                breaker.probedAt = clock.getAsLong();
            }
            return due;
        }
    }

    /**
     * A table of a region whose writer is well did not take a command.
     *
     * @param since when its attempt began: if another succeeded since, it is the command's own misfortune
     * @param passes whether that passes by itself; else the schema must be mended
     */
    public void failed(String type, String region, String number, long since, boolean passes, String evidence) {
        Breaker breaker = breaker(type, region);
        synchronized (breaker) {
            if (breaker.took && breaker.tookAt - since > 0) {
                return;
            }
            if (!breaker.open && breaker.failed.add(number) && breaker.failed.size() >= FIRST_FEW) {
                breaker.open = true;
                breaker.probedAt = clock.getAsLong();
            }
            if (passes && !breaker.open) {
                return; // a lock on one row: nothing for an administrator to do
            }
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
        Breaker breaker = breaker(type, region);
        synchronized (breaker) {
            breaker.tookAt = clock.getAsLong();
            breaker.took = true;
            breaker.open = false;
            breaker.failed.clear();
        }
        faults.gone(bug(type));
        if (faults.gone(subject(type, region))) {
            LOG.tableTakes(type, region);
        }
    }

    /** Whether a command of this type was committed there after that time, on the monotonic clock. */
    public boolean tookSince(String type, String region, long time) {
        Breaker breaker = breaker(type, region);
        synchronized (breaker) {
            return breaker.took && breaker.tookAt - time > 0;
        }
    }

    private Breaker breaker(String type, String region) {
        return breakers.computeIfAbsent(subject(type, region), any -> new Breaker());
    }

    private static String bug(String type) {
        return "bug in " + type;
    }

    private static String subject(String type, String region) {
        return type + " in region " + region;
    }
}
