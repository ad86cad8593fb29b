/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.Journey.Event;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.failover.FaultJudge.Fault;
import cafe.resilient.platform.sql.ExceptionTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** What is done about the fault of an attempt: tried again and where, kept, refused, or told as it is. */
@ApplicationScoped
class FaultReaction {

    /** Before an attempt that may be luckier: after 50 ms a deadlock's other side is through. */
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(1), Duration.ofMillis(50));

    /** Whose attempts had a connection, and an answer on it. */
    private static final Set<Fault> ANSWERS = EnumSet.of(Fault.REFUSED, Fault.PASSES, Fault.CONTENT, Fault.TAKEN);

    /** A call that only asks is not tried more often against a lock: each try takes the lock's time-out, a second. */
    private static final int TRIES_OF_A_QUESTION = 2;

    @Inject
    WriterWait writerWait;

    @Inject
    Breakers breakers;

    @Inject
    Refusals refusals;

    @Inject
    QueueCopies copies;

    @Inject
    Clock clock;

    /**
     * Where the call is tried next; empty if nowhere.
     *
     * @param begun when the attempt began, on the monotonic clock
     * @throws Exception what its caller is told, if that is the end of it
     */
    Optional<String> to(Exception e, Call call, Attempt attempt, long begun) throws Exception {
        Fault fault = FaultJudge.judge(e);
        if (ANSWERS.contains(fault)) {
            writerWait.answered(attempt.region());
        }
        if (fault == Fault.REFUSED) {
            return refused(e, e, call);
        }
        copies.schedule(call);
        boolean ended = FaultJudge.endsConnection(e);
        call.fault = e;
        call.unknown |= fault == Fault.COMMIT_UNKNOWN;
        Event event = fault == Fault.COMMIT_UNKNOWN || ended ? Event.NOT_ANSWERED : Event.NOT_TAKEN;
        call.journey = call.journey.then(clock.instant(), event, attempt.region());
        return switch (fault) {
            case COMMIT_UNKNOWN, STORE -> store(e, call, attempt, begun, ended);
            case PASSES -> passes(e, call, attempt, begun);
            case CONTENT, TAKEN -> refuses(fault, e, call, attempt, begun);
            case SCHEMA -> schema(e, call, attempt, begun);
            case BUG, REFUSED -> bug(e, call);
        };
    }

    private Optional<String> store(Exception e, Call call, Attempt attempt, long begun, boolean ended) {
        if (call.unknown && !call.isRepeatable()) {
            LOG.unknown(call.name(), FaultJudge.evidence(e));
            throw NotTakenException.unknown("Its commit was not answered, and it must not be executed twice", e);
        }
        if (FaultJudge.isSocketTimeout(e) && writerWait.isWell(attempt.region(), begun)) {
            return slow(e, call, attempt, begun);
        }
        if (FaultJudge.isOfFiles(e)) {
            if (attempt.region().equals(call.brokenIn)) { // the heartbeat's table is well, and this one is not
                return schema(e, call, attempt, begun);
            }
            call.brokenIn = attempt.region();
        }
        if (++call.storeFaults > 1) { // though a writer was proved in between
            backOff(call.storeFaults);
        }
        return writerWait.afterFault(attempt, ended);
    }

    /** One statement took too long where others were answered: no reason to flush everybody's pool. */
    private Optional<String> slow(Exception e, Call call, Attempt attempt, long begun) {
        LOG.slow(
                call.name(),
                attempt.region(),
                Duration.ofNanos(System.nanoTime() - begun).toMillis());
        if (call.command().isEmpty()) {
            throw NotTakenException.notTaken("A statement of it takes longer than the socket's time-out", e);
        }
        return Optional.of(attempt.region());
    }

    private Optional<String> passes(Exception e, Call call, Attempt attempt, long begun) {
        boolean stale = FaultJudge.isStale(e);
        if (stale && call.again >= FaultJudge.MOST_STALE) {
            return schema(e, call, attempt, begun);
        }
        if (!stale) {
            failed(e, call, attempt, begun, true);
            if (call.command().isEmpty() && call.again + 1 >= TRIES_OF_A_QUESTION) {
                throw NotTakenException.notTaken("The database does not answer it just now", e);
            }
        }
        backOff(call.again++);
        return Optional.of(attempt.region());
    }

    private static void backOff(int retries) {
        LockSupport.parkNanos(BACK_OFF.pause(retries));
    }

    private Optional<String> refuses(Fault fault, Exception e, Call call, Attempt attempt, long begun)
            throws Exception {
        return switch (refusals.judge(fault, e, call, attempt)) {
            case EARNED -> {
                LOG.refused(call.name(), attempt.region(), FaultJudge.evidence(e));
                yield refused(e, refusals.refusal(e, call), call);
            }
            case SEEN_ONCE -> Optional.of(attempt.region());
            case OF_SCHEMA -> schema(e, call, attempt, begun);
        };
    }

    /** The caller is told so, unless the same command is in the queue since an earlier call: that is decided by the replay. */
    private Optional<String> refused(Exception e, Exception told, Call call) throws Exception {
        copies.takeBack(call, e);
        if (copies.isQueuedBefore(call)) {
            return Optional.empty();
        }
        throw told;
    }

    /** What the call carries is kept all the same; a question is told the truth. */
    private Optional<String> schema(Exception e, Call call, Attempt attempt, long begun) {
        failed(e, call, attempt, begun, false);
        if (call.command().isEmpty()) {
            throw NotTakenException.notTaken("The database cannot answer it: " + ExceptionTree.cause(e), e);
        }
        call.tableFault = true;
        return Optional.empty();
    }

    private void failed(Exception e, Call call, Attempt attempt, long begun, boolean passes) {
        breakers.failed(call.kind(), attempt.region(), call.number(), begun, passes, refusals.cause(e, call));
    }

    /** It would fail in any database. What it carries is kept; a question's caller gets to see it. */
    private Optional<String> bug(Exception e, Call call) throws Exception {
        if (call.command().isEmpty()) {
            throw e;
        }
        if (breakers.failedByBug(call.kind(), ExceptionTree.cause(e))) { // a stack trace for each would fill the disk
            LOG.bug(call.name(), e);
        }
        call.bug = true;
        return Optional.empty();
    }
}
