/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static cafe.resilient.platform.PlatformMessages.LOG;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.Deadline;
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

/** Keeps a command that no database took: in the queue, or, if that is away too, by telling the truth. */
@ApplicationScoped
public class Parking {

    @Inject
    private TransactionQueue queue;

    @Inject
    private PlatformSettings settings;

    @Inject
    private Clock clock;

    /**
     * @param fault why the last attempt failed; null if there was none
     * @param unknown whether a commit was sent whose answer never came. Queueing the command all the same is safe: its row
     *     is entered once
     * @throws NotTakenException if the queue did not keep it within the reserve
     */
    Receipt park(Command command, Journey journey, Deadline deadline, Exception fault, boolean unknown) {
        String number = command.number();
        Journey queued = journey.then(clock.instant(), Tier.QUEUE, "kept in the queue");
        try {
            queue.put(new Waiting(number, command, queued), deadline.notBefore(settings.reserve()));
        } catch (QueueAwayException e) {
            if (fault != null) {
                e.addSuppressed(fault);
            }
            throw notTaken(command, e, FaultJudge.evidence(fault), unknown || e.isUnknown());
        }
        LOG.queued(nameOf(command), FaultJudge.evidence(fault));
        return Receipt.queued(number, deadline.waited());
    }

    private NotTakenException notTaken(Command command, QueueAwayException e, String evidence, boolean unknown) {
        if (unknown) {
            LOG.unknown(nameOf(command), evidence);
            return NotTakenException.unknown("A store was sent it and did not answer, and none is there now", e);
        }
        LOG.notTaken(nameOf(command), settings.regions(), evidence);
        return NotTakenException.notTaken("No region has a writer, and the queue is away", e);
    }

    /** The command by type and number, never by content. */
    static String nameOf(Command command) {
        return command.getClass().getSimpleName() + " " + command.number();
    }
}
