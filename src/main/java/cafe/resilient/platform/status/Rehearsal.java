/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.status;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.CommandRepository;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.region.WriterMonitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Goes the way of a failover before there is one: flushes the pool, and enters a command of each type and rolls it back. So the first
 * real ones find all loaded, connected and compiled. For a server that serves nobody yet.
 */
@ApplicationScoped
public class Rehearsal {

    private static final Duration ATTEMPT_BUDGET = Duration.ofSeconds(2);

    @Inject
    CommandRegistry registry;

    @Inject
    WriterMonitor monitor;

    @Inject
    Pools pools;

    @Inject
    Clock clock;

    private final AtomicBoolean flushed = new AtomicBoolean();

    /** A database that is in trouble is not rehearsed with: customers are waiting. */
    private volatile boolean givenUp;

    /** Does nothing while no region has a writer; never throws for a database's fault. */
    public void rehearse() {
        monitor.writer().filter(writer -> !givenUp).ifPresent(writer -> {
            if (flushed.compareAndSet(false, true)) {
                pools.warm(writer);
            }
            registry.all().forEach(registration -> rehearse(writer, registration.repository()));
        });
    }

    private void rehearse(String region, CommandRepository<?> repository) {
        Attempt attempt = new Attempt(
                region, pools.generation(region), Journey.begun(clock.instant()), Deadline.in(ATTEMPT_BUDGET));
        try {
            attempt.run(() -> {
                repository.rehearse();
                return null;
            });
            pools.answered(region);
        } catch (Exception e) {
            givenUp = true;
            LOG.debugf(e, "A rehearsal in region %s failed", region);
        }
    }
}
