/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import cafe.resilient.platform.Books.Shelf;
import cafe.resilient.platform.Command;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Tier;
import cafe.resilient.platform.Waiting;
import cafe.resilient.platform.failover.Breakers;
import cafe.resilient.platform.failover.FaultJudge;
import cafe.resilient.platform.failover.FaultJudge.Fault;
import cafe.resilient.platform.failover.Refusals;
import cafe.resilient.platform.failover.WaitingRoom;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.region.Attempt;
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
public class WriterTransaction {

    /** So often a batch fails by the store's fault, though a writer is proved in between: then it is not the writer that is missing. */
    private static final int TRIES = 2;

    /** For one batch. When it has passed the next second begins anew. */
    private static final Duration BUDGET = Duration.ofSeconds(5);

    private static final Duration QUIET = Duration.ofMinutes(1);

    /** When a server last said that something of its own is broken, by type and region; touched by one replay at a time. */
    private final Map<String, Long> brokenAt = new HashMap<>();

    @Inject
    private WaitingRoom waitingRoom;

    @Inject
    private Breakers breakers;

    @Inject
    private Refusals refusals;

    @Inject
    private Pools pools;

    @Inject
    private Clock clock;

    /**
     * Returns when all are committed.
     *
     * @throws PoisonException if one of them cannot be entered; none is then
     * @throws BrokenBookException if their table does not take them
     */
    void enter(Shelf shelf, List<Waiting> commands) throws PoisonException, NoWriterException, BrokenBookException {
        Deadline deadline = Deadline.in(BUDGET);
        Exception fault = null;
        Optional<String> region = waitingRoom.writer(deadline);
        for (int tries = 1; region.isPresent() && !deadline.passed(); tries++) {
            Attempt attempt = attempt(region.get(), deadline);
            long begun = System.nanoTime();
            try {
                attempt.run(
                        () -> {
                            shelf.book().enterAll(entered(attempt.region(), commands));
                            return null;
                        },
                        () -> breakers.took(shelf.type(), attempt.region()));
                waitingRoom.took(attempt.region());
                return;
            } catch (Exception e) {
                fault = e;
                region = afterFault(shelf, commands, attempt, e, begun, tries);
            }
        }
        throw new NoWriterException(FaultJudge.evidence(fault), fault);
    }

    private Attempt attempt(String region, Deadline deadline) {
        return new Attempt(region, pools.generation(region), Journey.begun(clock.instant()), deadline);
    }

    private Optional<String> afterFault(
            Shelf shelf, List<Waiting> commands, Attempt attempt, Exception e, long begun, int tries)
            throws PoisonException, BrokenBookException {
        Fault fault = FaultJudge.judge(e);
        switch (fault) {
            case REFUSED -> throw new PoisonException(e);
            case BUG, SCHEMA -> throw broken(shelf, attempt, e, begun, false);
            case CONTENT, TAKEN -> {
                List<Command> contents = commands.stream().map(Waiting::command).toList();
                if (refusals.isOwn(fault, e, shelf, attempt, contents)) {
                    throw new PoisonException(e);
                }
                throw broken(shelf, attempt, e, begun, false);
            }
            default -> {
                boolean slow = FaultJudge.isSocketTimeout(e) && waitingRoom.isWell(attempt.region(), begun);
                boolean often = tries >= (FaultJudge.isStale(e) ? FaultJudge.MOST_STALE : TRIES);
                if (often && FaultJudge.isWithoutConnection(e)) {
                    return Optional.empty(); // nobody is let in: that says nothing of these commands
                }
                if (slow || often || FaultJudge.isOfFiles(e) && isBroken(shelf, attempt.region())) {
                    throw broken(shelf, attempt, e, begun, !FaultJudge.isOfFiles(e));
                }
            }
        }
        return fault == Fault.PASSES
                ? Optional.of(attempt.region())
                : waitingRoom
                        .afterFault(attempt, FaultJudge.endsConnection(e))
                        .or(() -> writerAfterAll(attempt.deadline()));
    }

    /** Whether it was said to be a moment ago, too, and flushed for: one flush a minute is enough for a table. */
    private boolean isBroken(Shelf shelf, String region) {
        long now = System.nanoTime();
        Long before = brokenAt.get(shelf.type() + region);
        boolean known = before != null && now - before < QUIET.toNanos();
        if (!known) {
            brokenAt.put(shelf.type() + region, now);
        }
        return known;
    }

    private static BrokenBookException broken(Shelf shelf, Attempt attempt, Exception e, long begun, boolean passes) {
        return new BrokenBookException(attempt.region(), begun, passes, Refusals.cause(e, Optional.of(shelf)), e);
    }

    /** In a long outage nobody waits; but nobody waits for the replay, either. */
    private Optional<String> writerAfterAll(Deadline deadline) {
        return waitingRoom.writerWithin(Duration.ofNanos(Math.max(0, deadline.left())));
    }

    private List<Waiting> entered(String region, List<Waiting> commands) {
        return commands.stream()
                .map(waiting -> new Waiting(
                        waiting.number(),
                        waiting.command(),
                        waiting.journey().then(clock.instant(), Tier.BACKEND, "entered in region " + region)))
                .toList();
    }
}
