/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandNumbers;
import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey.Event;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.region.WriterMonitor;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * Finds out whether a table takes commands again: by one that was just queued, so that no customer waits for it. Its copy in the
 * queue is found done by the replay.
 */
@ApplicationScoped
class BreakerProbe {

    /** Longer than a lock's time-out, a second. */
    private static final Duration PROBE_BUDGET = Duration.ofSeconds(2);

    @Inject
    Breakers breakers;

    @Inject
    CommandRegistry registry;

    @Inject
    WriterMonitor monitor;

    @Inject
    Pools pools;

    @Inject
    CommandNumbers numbers;

    @Inject
    Clock clock;

    @Resource
    private ManagedExecutorService executor;

    /**
     * If its type's breaker is open and a probe is due, the call's command is it, unless others of its sequence wait before it. Returns at
     * once.
     */
    void probe(Call call) {
        call.command()
                .filter(command -> !call.behindOthers)
                .ifPresent(command -> monitor.writer()
                        .filter(region -> breakers.mayProbe(call.kind(), region))
                        .ifPresent(region -> probe(call, command, region)));
    }

    private void probe(Call call, Command command, String region) {
        String type = call.kind();
        registry.of(type).ifPresent(registration -> {
            Attempt attempt = new Attempt(
                    region,
                    pools.generation(region),
                    call.journey.then(clock.instant(), Event.ENTERED, region),
                    Deadline.in(PROBE_BUDGET));
            try {
                executor.execute(() -> enter(type, registration, command, attempt));
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                // the application is going
            }
        });
    }

    private void enter(String type, Registration registration, Command command, Attempt attempt) {
        try {
            attempt.run(
                    () -> {
                        registration
                                .repository()
                                .enterAll(List.of(new PendingCommand(numbers.of(command), command, attempt.journey())));
                        return null;
                    },
                    () -> breakers.took(type, attempt.region()));
        } catch (Exception e) {
            LOG.debugf(e, "%s is still not taken in region %s", type, attempt.region());
        }
    }
}
