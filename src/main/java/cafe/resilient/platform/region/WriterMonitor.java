/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.pool.PoolControl;
import cafe.resilient.platform.pool.Pools;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Knows which region has the writer. In peace it asks each region now and then, and the writer's to commit a heartbeat;
 * in doubt it asks all for a heartbeat, at once and often, a hung question not holding up the next. Calls wait for its
 * next proof; nobody else polls.
 */
@ApplicationScoped
public class WriterMonitor {

    /** So often a region is asked while an outage has not ended, or something may hang. */
    private static final Duration PACE_OF_UNREST = Duration.ofMillis(250);

    /** However many calls fail at once, a region is not asked more often than this. */
    private static final Duration PACE_OF_SUSPICION = Duration.ofMillis(20);

    private final WriterState signal = new WriterState();

    @Inject
    private PlatformSettings settings;

    @Inject
    private Heartbeat heartbeat;

    @Inject
    private Pools pools;

    @Inject
    private PoolControl control;

    @Inject
    private MonitorReport news;

    /** Threads of its own: WildFly's managed executors run nothing while the server drains, and calls still wait then. */
    @Resource
    private ManagedThreadFactory threads;

    private LostConnections lostConnections;
    private LocalPause pause;
    private List<Probe> probes = List.of();
    private ScheduledExecutorService clockwork;
    private ExecutorService questions;
    private volatile boolean stopped;

    /** Starts to ask in threads of their own: at deployment nothing may wait for a database, or for management. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        questions = Executors.newCachedThreadPool(threads);
        probes = settings.regions().stream()
                .map(region -> new Probe(region, questions))
                .toList();
        lostConnections = new LostConnections(pools);
        pause = new LocalPause(settings.alarmInterval());
        clockwork = Executors.newSingleThreadScheduledExecutor(threads);
        clockwork.scheduleAtFixedRate(this::tick, 0, settings.alarmInterval().toNanos(), TimeUnit.NANOSECONDS);
    }

    @PreDestroy
    void stop() {
        stopped = true;
        Stream.of(clockwork, questions).filter(Objects::nonNull).forEach(ExecutorService::shutdownNow);
    }

    /** The region that has the writer, if one has. */
    public Optional<String> writer() {
        return signal.region();
    }

    /** A proof that began at that time or later ends the doubt there is now. */
    public long doubtSince() {
        return signal.doubtSince();
    }

    /** The region that has the writer, if its newest proof began at that time or later. */
    public Optional<String> writer(long since) {
        return signal.region(since);
    }

    /** When the outage there is began, on the monotonic clock; empty in peace. */
    public OptionalLong outageSince() {
        return signal.outageSince();
    }

    /**
     * Waits for a proof of a writer that began at that time or later; empty if none comes in time.
     *
     * @param inDoubt how long, while there is a writer of which only the newest proof is missing
     * @param inOutage how long, while there is none
     */
    public Optional<String> awaitWriter(long since, Deadline inDoubt, Deadline inOutage) throws InterruptedException {
        return signal.await(since, inDoubt, inOutage);
    }

    /**
     * A call failed there at that time, by the store's fault: asks at once, and often, until a writer is proved.
     *
     * @param hard whether its connection ended, or hangs
     */
    public void suspect(String region, long since, boolean hard) {
        if (signal.doubt(since, hard)) {
            news.faultSeen(region);
        }
        askAll();
    }

    /** A call has just succeeded. */
    public void took() {
        signal.took();
    }

    /** Whether a call succeeded after that time, on the monotonic clock. */
    public boolean tookSince(long time) {
        return signal.tookSince(time);
    }

    private void tick() {
        try {
            boolean doubt = signal.inDoubt();
            boolean awake = pause.isOver(System.nanoTime());
            probes.forEach(probe -> {
                if (awake) {
                    judgeSilence(probe); // first: what is asked before a doubt does not end it
                }
                ask(probe, doubt ? Duration.ZERO : pace(probe));
            });
            news.works();
        } catch (RuntimeException | Error e) { // also if there is no thread to be had
            news.failed(e); // escaping, it would end the ticking for good
        }
    }

    /** Until the writer has held for long enough to end the outage, and while something may hang, more often than in peace. */
    private Duration pace(Probe probe) {
        Duration peace = settings.watchInterval();
        boolean restless = signal.outageSince().isPresent() || maybeHangs(probe);
        return restless && PACE_OF_UNREST.compareTo(peace) < 0 ? PACE_OF_UNREST : peace;
    }

    /** Whether an attempt there takes long, and nothing was proved meanwhile: no reason for doubt yet, but to ask. */
    private boolean maybeHangs(Probe probe) {
        OptionalLong loan = pools.oldestLoan(probe.region);
        return loan.isPresent()
                && isOver(probe.detector.doubt(), loan.getAsLong())
                && signal.region(loan.getAsLong()).isEmpty();
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
        if (lose(region, since) || signal.isHeld(region, since)) {
            pools.flushHung(region, since);
        }
    }

    private boolean isWriter(String region) {
        return signal.region().filter(region::equals).isPresent();
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
                news.silent(probe.region, e);
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
        } else if (signal.inDoubt() || isWriter(region)) {
            if (heartbeat.commits(region, probe.hangsSince(since))) {
                probe.detector.answered(Duration.ofNanos(System.nanoTime() - since));
                news.answers(region);
                prove(region, since);
            } else {
                lose(region, since);
            }
        } else {
            heartbeat.saysWriter(region); // keeps a connection warm for the hour of doubt
            news.answers(region);
        }
    }

    private void prove(String region, long since) {
        if (signal.prove(region, since)) {
            lostConnections.found(region);
            news.found(region);
        }
    }

    private boolean lose(String region, long since) {
        boolean lost = signal.lose(region, since);
        if (lost) {
            news.lost(region);
            askAll();
        }
        return lost;
    }

    /** Its administrator disabled the datasource: what is on its way there may finish, nothing new follows. */
    private void drain(String region, long since) {
        if (signal.lose(region, since)) {
            news.drained(region);
        }
    }
}
