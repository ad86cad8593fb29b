/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandRefused;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.QueueItem;
import cafe.resilient.platform.queue.QueueTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;

/** Sets aside what cannot be entered. A table of dead letters that refuses holds up nobody: what belongs there stays where it is. */
@ApplicationScoped
class DeadLetters {

    private interface Move {
        boolean run() throws QueueAwayException;
    }

    @Inject
    ReplayFaults faults;

    @Inject
    Event<CommandRefused> refusals;

    @Inject
    Clock clock;

    /** @return whether it is out of the way now */
    boolean take(QueueTable table, QueueItem item, String reason) throws QueueAwayException {
        return move(
                table,
                item,
                () -> table.setAside(item, reason, clock.instant()),
                () -> LOG.setAside(item.type(), item.number(), reason));
    }

    /**
     * Sets aside what a rule of the application refused, and tells the application so.
     *
     * @param reason in the application's own words, for whoever sent it
     * @param evidence for operators
     * @return whether it is out of the way now
     */
    boolean refuse(QueueTable table, QueueItem item, Command command, String reason, String evidence)
            throws QueueAwayException {
        return move(table, item, () -> table.refuse(item, reason, clock.instant()), () -> {
            LOG.refusedInReplay(item.type(), item.number(), evidence);
            tell(new CommandRefused(item.number(), command, reason));
        });
    }

    /** In a thread of the observers': nothing waits for them. */
    private void tell(CommandRefused refused) {
        refusals.fireAsync(refused).exceptionally(fault -> {
            LOG.refusalObserverFailed(refused.number(), fault);
            return null;
        });
    }

    /** @param moved what is done if it was this that moved it */
    private boolean move(QueueTable table, QueueItem item, Move move, Runnable moved) throws QueueAwayException {
        try {
            if (move.run()) {
                moved.run();
            }
            return true;
        } catch (QueueAwayException e) {
            if (!e.isRefusal()) {
                throw e;
            }
            if (faults.seen(table, "dead letters of queue region " + table.region(), e.getMessage())) {
                LOG.notSetAside(item.type(), item.number(), table.region(), e.getMessage());
            }
            return false;
        }
    }
}
