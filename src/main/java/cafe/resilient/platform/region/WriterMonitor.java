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

    private final WriterState state = new WriterState();

    @Inject
    private PlatformSettings settings;

    @Inject
    private Heartbeat heartbeat;

    @Inject
    private Pools pools;

    @Inject
    private PoolControl control;

    @Inject
    private MonitorReport report;

    /** Threads of its own: WildFly's managed executors run nothing while the server drains, and calls still wait then. */
    @Resource
    private ManagedThreadFactory threads;

    private volatile Probing probing;
    private ScheduledExecutorService clockwork;
    private ExecutorService questions;

    /** Starts to ask in threads of their own: at deployment nothing may wait for a database, or for management. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        questions = Executors.newCachedThreadPool(threads);
        probing = new Probing(state, settings, heartbeat, pools, control, report, questions);
        clockwork = Executors.newSingleThreadScheduledExecutor(threads);
        clockwork.scheduleAtFixedRate(probing::tick, 0, settings.alarmInterval().toNanos(), TimeUnit.NANOSECONDS);
    }

    @PreDestroy
    void stop() {
        if (probing != null) {
            probing.stop();
        }
        Stream.of(clockwork, questions).filter(Objects::nonNull).forEach(ExecutorService::shutdownNow);
    }

    /** The region that has the writer, if one has. */
    public Optional<String> writer() {
        return state.region();
    }

    /** A proof that began at that time or later ends the doubt there is now. */
    public long doubtSince() {
        return state.doubtSince();
    }

    /** The region that has the writer, if its newest proof began at that time or later. */
    public Optional<String> writer(long since) {
        return state.region(since);
    }

    /** When the outage there is began, on the monotonic clock; empty in peace. */
    public OptionalLong outageSince() {
        return state.outageSince();
    }

    /**
     * Waits for a proof of a writer that began at that time or later; empty if none comes in time.
     *
     * @param inDoubt how long, while there is a writer of which only the newest proof is missing
     * @param inOutage how long, while there is none
     */
    public Optional<String> awaitWriter(long since, Deadline inDoubt, Deadline inOutage) throws InterruptedException {
        return state.await(since, inDoubt, inOutage);
    }

    /**
     * A call failed there at that time, by the store's fault: asks at once, and often, until a writer is proved.
     *
     * @param hard whether its connection ended, or hangs
     */
    public void suspect(String region, long since, boolean hard) {
        probing.suspect(region, since, hard);
    }

    /** A call has just succeeded. */
    public void took() {
        state.took();
    }

    /** Whether a call succeeded after that time, on the monotonic clock. */
    public boolean tookSince(long time) {
        return state.tookSince(time);
    }
}
