/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.PlatformMessages.LOG;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandNumbers;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Tier;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.Waiting;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.TransactionQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Keeps a command that no database took: in the queue, or, if that is away too, by telling the truth. */
@ApplicationScoped
public class Parking {

    /** The first rest after all regions of the queue failed, doubled each time and scattered: many do not come back at once. */
    private static final Duration REST = Duration.ofMillis(20);

    /** So many reserves after its first refusal the queue is given up: longer would only hold threads. */
    private static final int RESERVES = 2;

    /** Nothing is tried again with less time than this. */
    private static final Duration SHORTEST = Duration.ofMillis(30);

    @Inject
    private TransactionQueue queue;

    @Inject
    private WaitingRoom waitingRoom;

    @Inject
    private CommandNumbers numbers;

    @Inject
    private PlatformSettings settings;

    @Inject
    private Clock clock;

    /**
     * Queueing a command whose commit is unknown is safe: its row is entered once.
     *
     * @throws QueueAwayException if the queue does not keep it
     * @throws NotTakenException if it carries no command: a question is not kept
     */
    Receipt park(Call call) throws QueueAwayException {
        Command command = call.command().orElseThrow(() -> unanswered(call));
        Journey queued = call.journey.then(clock.instant(), Tier.QUEUE, "kept in the queue");
        if (call.forQueue == null) {
            call.forQueue = call.deadline.notBefore(settings.reserve());
        }
        String number = numbers.of(command);
        call.copy.await(Duration.ofNanos(call.forQueue.left() / 2));
        if (!call.copy.isKept()) {
            queue.put(new Waiting(number, command, queued), call.forQueue);
        }
        LOG.queued(call.name(), FaultJudge.evidence(call.fault));
        return Receipt.queued(number, call.deadline.waited());
    }

    /** Of what only asks nothing is lost: no warning each time somebody looks. */
    private static NotTakenException unanswered(Call call) {
        LOG.debugf(call.fault, "No region answered %s in time", call.name());
        return NotTakenException.notTaken(
                call.crowded ? "Too many calls wait for the database" : "No region has a writer", call.fault);
    }

    /**
     * Rests before the queue is asked again, or until a database has a writer: then that may take it.
     *
     * @return the region that has the writer; empty if the queue is to be asked again
     * @throws NotTakenException if there is no time for either
     */
    Optional<String> awaitWriterInstead(Call call, QueueAwayException e) {
        call.unknown |= e.isUnknown();
        call.queueRefused = true;
        if (call.rest == null) {
            call.rest = REST;
            call.forQueue = call.forQueue.by(System.nanoTime()
                    + settings.reserve().multipliedBy(RESERVES).toNanos());
        }
        call.copy.forbid(); // no copy begins any more, and of one that has begun it is known
        if (call.copy.isKept()) {
            return Optional.empty(); // which is told next
        }
        boolean stops = Thread.currentThread().isInterrupted(); // so does the server
        if (stops || call.forQueue.left() < SHORTEST.toNanos()) {
            throw notTaken(call, e);
        }
        Optional<String> region = rest(call);
        if (region.isPresent() && !call.tableFault) { // a table that refuses may do so again, and again
            call.forQueue = null;
            call.rest = null;
        }
        return region;
    }

    private Optional<String> rest(Call call) {
        long most = call.rest.toNanos();
        long some = Math.min(ThreadLocalRandom.current().nextLong(most / 2, most), call.forQueue.left());
        call.rest = call.rest.multipliedBy(2);
        if (call.mayTryDatabases() && !call.tableFault) {
            return waitingRoom.writerWithin(Duration.ofNanos(some));
        }
        LockSupport.parkNanos(some);
        return call.tableFault ? waitingRoom.writerWithin(Duration.ZERO) : Optional.empty();
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
