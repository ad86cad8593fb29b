/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandNumbers;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Event;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.TransactionQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Falls back to the queue with a command that no database took. If the queue is away, too, the caller is told the truth. */
@ApplicationScoped
class QueueFallback {

    /** Between two puts after all regions of the queue failed. */
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(20), Duration.ofSeconds(2));

    /** The queue is given up this many reserves after its first refusal: longer would only hold threads. */
    private static final int RESERVES = 2;

    /** A call that comes here late, as its last attempt took long, has this part of the reserve for its put: half of it. */
    private static final int LATE_PUT_DIVISOR = 2;

    /** With less time left the queue is not asked again: a put takes 5 to 20 ms. */
    private static final Duration SHORTEST_RETRY = Duration.ofMillis(30);

    @Inject
    TransactionQueue queue;

    @Inject
    WriterWait writerWait;

    @Inject
    CommandNumbers numbers;

    @Inject
    PlatformSettings settings;

    @Inject
    Clock clock;

    /**
     * Puts the call's command into the queue. That is safe if a commit of it is unknown, too: its row is entered once.
     *
     * @throws QueueAwayException if the queue does not keep it
     * @throws NotTakenException if it carries no command: a question is not queued
     */
    Receipt queue(Call call) throws QueueAwayException {
        Command command = call.command().orElseThrow(() -> unanswered(call));
        Journey queued = call.journey.then(clock.instant(), Event.QUEUED);
        if (call.forQueue == null) {
            call.forQueue = call.deadline.notBefore(settings.reserve().dividedBy(LATE_PUT_DIVISOR));
        }
        String number = numbers.of(command);
        call.copy.forbid(); // none begins any more, and of one that has begun it is soon known
        call.copy.await(Duration.ofNanos(call.forQueue.left() / 2));
        if (!call.copy.isKept()) {
            queue.put(new PendingCommand(number, command, queued), call.forQueue);
        }
        LOG.queued(
                call.name(),
                call.behindOthers ? "others of its sequence wait before it" : FaultJudge.evidence(call.fault));
        return Receipt.queued(number, call.deadline.waited());
    }

    /** A question that is not answered loses nothing, so it is logged at DEBUG only. */
    private static NotTakenException unanswered(Call call) {
        LOG.debugf(call.fault, "No region answered %s in time", call.name());
        return NotTakenException.notTaken(
                call.crowded ? "Too many calls wait for the database" : "No region has a writer", call.fault);
    }

    /**
     * Backs off before the queue is asked again, or until a database has a writer: then that may take the command.
     *
     * @return the region that has the writer; empty if the queue is to be asked again
     * @throws NotTakenException if there is no time for either
     */
    Optional<String> awaitWriterInstead(Call call, QueueAwayException e) {
        call.unknown |= e.isUnknown();
        call.queueRefused = true;
        if (call.queueTries == 0) {
            call.forQueue = call.forQueue.by(System.nanoTime()
                    + settings.reserve().multipliedBy(RESERVES).toNanos());
        }
        if (call.copy.isKept()) {
            return Optional.empty(); // which is told next
        }
        boolean stops = Thread.currentThread().isInterrupted(); // so does the server
        if (stops || call.forQueue.left() < SHORTEST_RETRY.toNanos()) {
            throw notTaken(call, e);
        }
        Optional<String> region = backOff(call);
        if (region.isPresent() && !isKeptOut(call)) { // what kept it out may do so again, and again
            call.forQueue = null;
            call.queueTries = 0;
        }
        return region;
    }

    private Optional<String> backOff(Call call) {
        long some = Math.min(BACK_OFF.pause(call.queueTries++), call.forQueue.left());
        if (call.mayTryDatabases() && !isKeptOut(call)) {
            return writerWait.writerWithin(Duration.ofNanos(some));
        }
        LockSupport.parkNanos(some);
        return isKeptOut(call) ? writerWait.writerWithin(Duration.ZERO) : Optional.empty();
    }

    /** Of the databases, though the writer is well. */
    private static boolean isKeptOut(Call call) {
        return call.tableFault || call.behindOthers;
    }

    private NotTakenException notTaken(Call call, QueueAwayException e) {
        String evidence = FaultJudge.evidence(call.fault);
        if (call.fault != null) {
            e.addSuppressed(call.fault);
        }
        if (call.unknown || call.copy.isUnknown()) {
            LOG.unknown(call.name(), evidence);
            return NotTakenException.unknown("A store was sent it and did not answer, and none is there now", e);
        }
        LOG.notTaken(call.name(), settings.regions(), evidence);
        return NotTakenException.notTaken("No region has a writer, and the queue is away", e);
    }
}
