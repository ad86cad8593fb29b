/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static cafe.resilient.platform.PlatformMessages.LOG;

import cafe.resilient.platform.KnownFaults;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.QueueItem;
import cafe.resilient.platform.queue.QueueTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/** Sets aside what cannot be entered. A table of dead letters that refuses holds up nobody: what belongs there stays where it is. */
@ApplicationScoped
public class DeadLetters {

    /** Regions whose table refused in the last look; touched by one replay at a time. */
    private final Set<String> refusing = new HashSet<>();

    @Inject
    private KnownFaults faults;

    @Inject
    private Clock clock;

    /** A new look begins. */
    void begin(QueueTable table) {
        if (!refusing.remove(table.region())) {
            faults.gone(subject(table)); // the last look met no refusal
        }
    }

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
            refusing.add(table.region());
            if (faults.seen(subject(table), e.getMessage())) {
                LOG.notSetAside(item.type(), item.number(), table.region(), e.getMessage());
            }
            return false;
        }
    }

    private static String subject(QueueTable table) {
        return "dead letters of queue region " + table.region();
    }
}
