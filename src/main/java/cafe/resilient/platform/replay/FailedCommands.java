/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.failover.Breakers;
import cafe.resilient.platform.failover.FaultJudge;
import cafe.resilient.platform.failover.FaultJudge.Fault;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.QueueItem;
import cafe.resilient.platform.queue.QueueTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * What becomes of a queued command that was not entered: what is only unlucky waits, poison becomes a dead letter. Poison is what is
 * refused, what nobody can read, and what fails alone, again and again, while its neighbours go in.
 */
@ApplicationScoped
class FailedCommands {

    /** Calls under way hold a server that stops for up to 7 s: all that makes a bug of a command then counts twice at most. */
    private static final Duration FAILURES_APART = Duration.ofSeconds(5);

    private final FailureCounts failures = new FailureCounts(FAILURES_APART);

    @Inject
    Breakers breakers;

    @Inject
    ReplayFaults faults;

    @Inject
    DeadLetters deadLetters;

    void unreadable(QueueTable table, QueueItem item, RuntimeException e) throws QueueAwayException {
        if (failures.isPoison(item.number())) {
            String what = e.getClass().getSimpleName();
            setAside(table, item, "this version of the application cannot read it (" + what + ")");
        }
    }

    /** @return whether it is out of the way now */
    boolean refused(QueueTable table, QueueItem item, Command command, PoisonException e) throws QueueAwayException {
        if (e.reason().isPresent()) {
            return deadLetters.refuse(table, item, command, e.reason().get(), FaultJudge.evidence(e.getCause()));
        }
        return setAside(table, item, "it could not be entered (" + FaultJudge.evidence(e.getCause()) + ")");
    }

    void failedAlone(QueueTable table, Registration registration, QueueItem item, TableFaultException e)
            throws QueueAwayException {
        tell(table, registration, item, e);
        boolean poison =
                !e.passes() && failures.isPoisonAlone(item.number(), since -> tookSince(registration, e, since));
        if (poison) {
            setAside(table, item, "it alone could not be entered (" + e.getMessage() + ")");
        }
    }

    /** Whether a command of this type was entered there after that time. */
    boolean tookSince(Registration registration, TableFaultException e, long time) {
        return breakers.tookSince(registration.type(), e.region(), time);
    }

    void entered(List<String> numbers) {
        numbers.forEach(failures::forget);
    }

    /** What a bug of the replay keeps out may go in live: it opens no breaker. */
    private void tell(QueueTable table, Registration registration, QueueItem item, TableFaultException e) {
        if (FaultJudge.judge(e.getCause()) == Fault.BUG) {
            String subject = "replay of " + registration.type() + " of the queue's region " + table.region();
            if (faults.seen(table, subject, e.getMessage())) {
                LOG.bug("The replay of " + registration.type(), e.getCause());
            }
            return;
        }
        breakers.failed(registration.type(), e.region(), item.number(), e.begun(), e.passes(), e.getMessage());
    }

    private boolean setAside(QueueTable table, QueueItem item, String reason) throws QueueAwayException {
        boolean done = deadLetters.take(table, item, reason);
        if (done) {
            failures.forget(item.number());
        }
        return done;
    }
}
