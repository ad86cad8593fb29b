/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.pool.PoolControl;
import cafe.resilient.platform.pool.Pools;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * Asks the regions, and tells {@link WriterState} what that proves: in peace now and then, in doubt all of them at once and often. A
 * question that hangs does not hold up the next.
 */
final class Probing {

    /** A region is asked this often while an outage has not ended, or something may hang. */
    private static final Duration PACE_OF_UNREST = Duration.ofMillis(250);

    /** However many calls fail at once, a region is not asked more often than this. */
    private static final Duration PACE_OF_SUSPICION = Duration.ofMillis(20);

    private final WriterState state;
    private final PlatformSettings settings;
    private final Heartbeat heartbeat;
    private final Pools pools;
    private final PoolControl control;
    private final MonitorReport report;
    private final LostConnections lostConnections;
    private final LocalPause pause;
    private final List<Probe> probes;
    private volatile boolean stopped;

    /** @param questions runs each question in a thread of its own */
    Probing(
            WriterState state,
            PlatformSettings settings,
            Heartbeat heartbeat,
            Pools pools,
            PoolControl control,
            MonitorReport report,
            Executor questions) {
        this.state = state;
        this.settings = settings;
        this.heartbeat = heartbeat;
        this.pools = pools;
        this.control = control;
        this.report = report;
        lostConnections = new LostConnections(pools);
        pause = new LocalPause(settings.alarmInterval());
        probes = settings.regions().stream()
                .map(region -> new Probe(region, questions))
                .toList();
    }

    void stop() {
        stopped = true;
    }

    /** A call failed there at that time, by the store's fault. @param hard whether its connection ended, or hangs */
    void suspect(String region, long since, boolean hard) {
        if (state.doubt(since, hard)) {
            report.faultSeen(region);
        }
        askAll();
    }

    /** One round, at each alarm interval. Never throws: that would end the ticking for good. */
    void tick() {
        try {
            boolean doubt = state.inDoubt();
            boolean awake = pause.isOver(System.nanoTime());
            probes.forEach(probe -> {
                if (awake) {
                    judgeSilence(probe); // first: what is asked after it ends the doubt it raises
                }
                ask(probe, doubt ? Duration.ZERO : pace(probe));
            });
            report.works();
        } catch (RuntimeException | Error e) { // also if there is no thread to be had
            report.failed(e);
        }
    }

    /** Until the writer has held for long enough to end the outage, and while something may hang, more often than in peace. */
    private Duration pace(Probe probe) {
        Duration peace = settings.watchInterval();
        boolean restless = state.outageSince().isPresent() || maybeHangs(probe);
        return restless && PACE_OF_UNREST.compareTo(peace) < 0 ? PACE_OF_UNREST : peace;
    }

    /** Whether an attempt there takes long, and nothing was proved meanwhile: no reason for doubt yet, but to ask. */
    private boolean maybeHangs(Probe probe) {
        OptionalLong loan = pools.oldestLoan(probe.region);
        return loan.isPresent()
                && isOver(probe.detector.doubt(), loan.getAsLong())
                && state.region(loan.getAsLong()).isEmpty();
    }

    private static boolean isOver(Duration time, long since) {
        return System.nanoTime() - since > time.toNanos();
    }

    /**
     * A hang is no failure, so nobody reports it: what is stuck in the region's pool is called back by a flush. Also if a
     * later question was answered, on a newer connection: the pool may have more of the older ones, in use or at rest.
     */
    private void judgeSilence(Probe probe) {
        probe.silentSince(probe.detector.doubt())
                .filter(since -> isWriter(probe.region) && probe.detector.isSilent())
                .ifPresent(since -> suspect(probe.region, since, true));
        probe.silentSince(probe.detector.lost()).ifPresent(since -> callBack(probe.region, since));
        if (!isWriter(probe.region)) {
            lostConnections.flush(probe.region, probe.detector.doubt());
        }
    }

    private void callBack(String region, long since) {
        if (lose(region, since) || state.isHeld(region, since)) {
            pools.flushHung(region, since);
        }
    }

    private boolean isWriter(String region) {
        return state.region().filter(region::equals).isPresent();
    }

    private void askAll() {
        probes.forEach(probe -> ask(probe, PACE_OF_SUSPICION));
    }

    private void ask(Probe probe, Duration pace) {
        probe.ask(pace, since -> {
            try {
                answer(probe, since);
            } catch (SQLException | RuntimeException e) {
                if (stopped) {
                    return; // the application is going, and what it asks with is gone
                }
                report.silent(probe.region, e);
                if (isOver(probe.detector.lost(), since)) { // no tick may have come between this bound and the socket's
                    callBack(probe.region, since);
                } else if (lose(probe.region, since)) {
                    lostConnections.lost(probe.region, e);
                }
            }
        });
    }

    private void answer(Probe probe, long since) throws SQLException {
        String region = probe.region;
        if (!control.isEnabled(region)) {
            drain(region, since);
        } else if (state.inDoubt() || isWriter(region)) {
            if (heartbeat.commits(region, probe.hangsSince(since))) {
                probe.detector.answered(Duration.ofNanos(System.nanoTime() - since));
                report.answers(region);
                prove(region, since);
            } else {
                lose(region, since);
            }
        } else {
            heartbeat.saysWriter(region); // keeps a connection warm for the hour of doubt
            report.answers(region);
        }
    }

    private void prove(String region, long since) {
        if (state.prove(region, since)) {
            lostConnections.found(region);
            report.found(region);
        }
    }

    private boolean lose(String region, long since) {
        boolean lost = state.lose(region, since);
        if (lost) {
            report.lost(region);
            askAll();
        }
        return lost;
    }

    /** Its administrator disabled the datasource: what is on its way there may finish, nothing new follows. */
    private void drain(String region, long since) {
        if (state.lose(region, since)) {
            report.drained(region);
        }
    }
}
