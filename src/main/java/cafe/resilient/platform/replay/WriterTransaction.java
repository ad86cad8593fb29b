/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static cafe.resilient.platform.PlatformMessages.LOG;

import cafe.resilient.platform.Book;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Tier;
import cafe.resilient.platform.Waiting;
import cafe.resilient.platform.failover.FaultJudge;
import cafe.resilient.platform.failover.WaitingRoom;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.region.Attempt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Enters a batch where the writer is, as a live call is entered: attempt, judge the fault, flush, wait, attempt again. */
@ApplicationScoped
public class WriterTransaction {

    /** So often a batch fails by the store's fault, though a writer is proved in between: then it is not the writer that is missing. */
    private static final int TRIES = 2;

    /** For one batch. When it has passed the next second begins anew. */
    private static final Duration BUDGET = Duration.ofSeconds(5);

    @Inject
    private WaitingRoom waitingRoom;

    @Inject
    private Pools pools;

    @Inject
    private Clock clock;

    /**
     * Returns when all are committed.
     *
     * @throws PoisonException if one of them cannot be entered; none is then
     * @throws BrokenBookException if their table is not as it should be, or the writer does not take them just now
     */
    void enter(Book<?> book, List<Waiting> commands) throws PoisonException, NoWriterException, BrokenBookException {
        Deadline deadline = Deadline.in(BUDGET);
        Exception fault = null;
        Optional<String> region = waitingRoom.writer(deadline);
        int tries = 0;
        while (region.isPresent() && !deadline.passed()) {
            if (tries++ == TRIES) {
                throw new BrokenBookException(true, fault);
            }
            Attempt attempt = attempt(region.get(), deadline);
            try {
                attempt.run(() -> {
                    book.enterAll(entered(attempt.region(), commands));
                    return null;
                });
                waitingRoom.took();
                return;
            } catch (Exception e) {
                fault = e;
                region = afterFault(attempt, e);
            }
        }
        throw new NoWriterException(FaultJudge.evidence(fault), fault);
    }

    private Attempt attempt(String region, Deadline deadline) {
        return new Attempt(region, pools.generation(region), Journey.begun(clock.instant()), deadline);
    }

    private Optional<String> afterFault(Attempt attempt, Exception e) throws PoisonException, BrokenBookException {
        return switch (FaultJudge.judge(e)) {
            case STORE, COMMIT_UNKNOWN ->
                waitingRoom
                        .afterFault(attempt, FaultJudge.endsConnection(e))
                        .or(() -> writerAfterAll(attempt.deadline()));
            case CONTENT -> throw new PoisonException(true, e);
            case BUG -> {
                if (FaultJudge.isOurSql(e)) {
                    throw new BrokenBookException(false, e);
                }
                if (!FaultJudge.isOfDatabase(e)) { // which is told when it is set aside
                    LOG.bug("A replay in region " + attempt.region(), e);
                }
                throw new PoisonException(false, e);
            }
        };
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
