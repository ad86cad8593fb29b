/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.QueueItem;
import cafe.resilient.platform.queue.QueueTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Sets aside what cannot be entered. A table of dead letters that refuses holds up nobody: what belongs there stays where it is. */
@ApplicationScoped
class DeadLetters {

    @Inject
    ReplayFaults faults;

    @Inject
    Clock clock;

    /** @return whether it is aside now */
    boolean take(QueueTable table, QueueItem item, String reason) throws QueueAwayException {
        try {
            table.setAside(item, reason, clock.instant());
            LOG.setAside(item.type(), item.number(), reason);
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
