/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.pool.AttemptPermit;
import cafe.resilient.platform.pool.Pools;
import cafe.resilient.platform.queue.TransactionQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Decides whether a call may make an attempt in a region just now: its table takes commands, none of its sequence waits
 * in the queue, and there are not too many under way, which after a failover means few.
 */
@ApplicationScoped
class Admission {

    /** How long a call waits, at most, for those of its sequence that are in the queue. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

    /** Between two looks. */
    private static final BackOff TURN = new BackOff(Duration.ofMillis(20), Duration.ofMillis(200));

    @Inject
    WriterWait writerWait;

    @Inject
    Bulkhead bulkhead;

    @Inject
    Breakers breakers;

    @Inject
    QueueCopies copies;

    @Inject
    TransactionQueue queue;

    @Inject
    Pools pools;

    /** Where a call may be tried, and its permit. */
    record Admitted(String region, AttemptPermit permit) {}

    /**
     * Waits for the call's turn.
     *
     * @return where it may be tried, which is not the region it asked for if the writer moved meanwhile; its permit is to be released.
     *     Empty if nowhere
     */
    Optional<Admitted> enter(Call call, String asked) {
        call.behindOthers = call.mayTryDatabases()
                && call.sequence()
                        .filter(sequence -> isBehindOthers(call, asked, sequence))
                        .isPresent();
        if (call.behindOthers || !mayBeTried(call, asked)) {
            return Optional.empty();
        }
        Optional<AttemptPermit> free = permit(asked, 0);
        return free.isPresent() ? free.map(permit -> new Admitted(asked, permit)) : enterInTurn(call, asked);
    }

    private Optional<Admitted> enterInTurn(Call call, String asked) {
        copies.schedule(call);
        Optional<String> region = Optional.of(asked);
        while (region.isPresent() && mayBeTried(call, region.get())) {
            String there = region.get();
            Optional<AttemptPermit> permit = awaitPermit(call, there);
            if (permit.isEmpty()) {
                call.crowded = true;
                return Optional.empty();
            }
            if (writerWait.writerNow().equals(region) && mayBeTried(call, there)) {
                return permit.map(its -> new Admitted(there, its));
            }
            // the writer moved while it waited, or others have found that the table takes nothing
            permit.get().release();
            region = writerWait.writer(call.forDatabases);
        }
        return Optional.empty();
    }

    private boolean mayBeTried(Call call, String region) {
        return call.mayTryDatabases() && takes(call, region);
    }

    /**
     * Whether others of its sequence wait in the queue, and still do after a while. The replay does in a moment what waits: who would join
     * at once, again and again, might keep a busy sequence in the queue for ever.
     */
    private boolean isBehindOthers(Call call, String region, String sequence) {
        Deadline turn = Deadline.in(LONGEST_TURN).by(call.forDatabases.end());
        for (int tries = 0; queue.waits(sequence, call.forDatabases); tries++) {
            long pause = TURN.pause(tries);
            if (turn.left() < pause
                    || !takes(call, region)
                    || Thread.currentThread().isInterrupted()) {
                return true;
            }
            LockSupport.parkNanos(pause);
        }
        return false;
    }

    /** Unless its table takes nothing just now, and the queue does. */
    private boolean takes(Call call, String region) {
        return call.queueRefused || call.command().isEmpty() || breakers.isClosed(call.kind(), region);
    }

    /** A call that the queue has refused has waited already, and is no part of the bulkhead. */
    private Optional<AttemptPermit> awaitPermit(Call call, String region) {
        long nanos = call.forDatabases.earlier(Attempt.SHORTEST).left();
        return call.queueRefused ? permit(region, nanos) : bulkhead.within(waiting -> permit(region, nanos));
    }

    private Optional<AttemptPermit> permit(String region, long nanos) {
        try {
            return pools.enter(region, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
