/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Event;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.failover.Breakers;
import cafe.resilient.platform.failover.FaultJudge;
import cafe.resilient.platform.failover.FaultJudge.Fault;
import cafe.resilient.platform.failover.Refusals;
import cafe.resilient.platform.failover.WriterWait;
import cafe.resilient.platform.pool.Pools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Enters a batch where the writer is, as a live call is entered: attempt, judge the fault, flush, wait, attempt again. */
@ApplicationScoped
class WriterTransaction {

    /** So often a batch fails by the store's fault, though a writer is proved in between: then it is not the writer that is missing. */
    private static final int MOST_TRIES = 2;

    /** For one batch. When it has passed the next second begins anew. */
    private static final Duration BATCH_BUDGET = Duration.ofSeconds(5);

    private static final Duration FLUSHED_FOR = Duration.ofMinutes(1);

    /** When a server last said that something of its own is broken, by type and region; touched by one replay at a time. */
    private final Map<String, Long> brokenAt = new HashMap<>();

    @Inject
    WriterWait writerWait;

    @Inject
    Breakers breakers;

    @Inject
    Refusals refusals;

    @Inject
    Pools pools;

    @Inject
    Clock clock;

    /**
     * Returns when all are committed.
     *
     * @throws PoisonException if one of them cannot be entered; none is then
     * @throws TableFaultException if their table does not take them
     */
    void enter(Registration registration, List<PendingCommand> commands)
            throws PoisonException, NoWriterException, TableFaultException {
        Deadline deadline = Deadline.in(BATCH_BUDGET);
        Exception fault = null;
        Optional<String> region = writerWait.writer(deadline);
        for (int tries = 1; region.isPresent() && !deadline.passed(); tries++) {
            Attempt attempt = attempt(region.get(), deadline);
            long begun = System.nanoTime();
            try {
                attempt.run(
                        () -> {
                            registration.repository().enterAll(entered(attempt.region(), commands));
                            return null;
                        },
                        () -> breakers.took(registration.type(), attempt.region()));
                writerWait.took(attempt.region());
                return;
            } catch (Exception e) {
                fault = e;
                region = afterFault(registration, commands, attempt, e, begun, tries);
            }
        }
        throw new NoWriterException(FaultJudge.evidence(fault), fault);
    }

    private Attempt attempt(String region, Deadline deadline) {
        return new Attempt(region, pools.generation(region), Journey.begun(clock.instant()), deadline);
    }

    private Optional<String> afterFault(
            Registration registration,
            List<PendingCommand> commands,
            Attempt attempt,
            Exception e,
            long begun,
            int tries)
            throws PoisonException, TableFaultException {
        Fault fault = FaultJudge.judge(e);
        switch (fault) {
            case REFUSED -> throw new PoisonException(Refusals.reason(fault, e, registration), e);
            case BUG, SCHEMA -> throw broken(registration, attempt, e, begun, false);
            case CONTENT, TAKEN -> {
                List<Command> contents =
                        commands.stream().map(PendingCommand::command).toList();
                if (refusals.isOwn(fault, e, registration, attempt, contents)) {
                    throw new PoisonException(Refusals.reason(fault, e, registration), e);
                }
                throw broken(registration, attempt, e, begun, false);
            }
            default -> {
                boolean slow = FaultJudge.isSocketTimeout(e) && writerWait.isWell(attempt.region(), begun);
                boolean often = tries >= (FaultJudge.isStale(e) ? FaultJudge.MOST_STALE : MOST_TRIES);
                if (often && FaultJudge.isWithoutConnection(e)) {
                    return Optional.empty(); // nobody is let in: that says nothing of these commands
                }
                if (slow || often || FaultJudge.isOfFiles(e) && isBroken(registration, attempt.region())) {
                    throw broken(registration, attempt, e, begun, !FaultJudge.isOfFiles(e));
                }
            }
        }
        return fault == Fault.PASSES
                ? Optional.of(attempt.region())
                : writerWait
                        .afterFault(attempt, FaultJudge.endsConnection(e))
                        .or(() -> writerAfterAll(attempt.deadline()));
    }

    /** Whether it was said to be a moment ago, too, and flushed for: one flush a minute is enough for a table. */
    private boolean isBroken(Registration registration, String region) {
        long now = System.nanoTime();
        Long before = brokenAt.get(registration.type() + region);
        boolean known = before != null && now - before < FLUSHED_FOR.toNanos();
        if (!known) {
            brokenAt.put(registration.type() + region, now);
        }
        return known;
    }

    private static TableFaultException broken(
            Registration registration, Attempt attempt, Exception e, long begun, boolean passes) {
        return new TableFaultException(
                attempt.region(), begun, passes, Refusals.cause(e, Optional.of(registration)), e);
    }

    /** In a long outage nobody waits; but nobody waits for the replay, either. */
    private Optional<String> writerAfterAll(Deadline deadline) {
        return writerWait.writerWithin(Duration.ofNanos(Math.max(0, deadline.left())));
    }

    private List<PendingCommand> entered(String region, List<PendingCommand> commands) {
        return commands.stream()
                .map(waiting -> new PendingCommand(
                        waiting.number(),
                        waiting.command(),
                        waiting.journey().then(clock.instant(), Event.ENTERED, region)))
                .toList();
    }
}
