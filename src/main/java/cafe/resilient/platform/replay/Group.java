/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.queue.QueueItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Commands of one type that are entered in one transaction. One of a sequence is alone: what is behind it is tried only if it was
 * entered.
 *
 * @param sequence of its one command, if that has one
 */
record Group(Registration registration, Optional<String> sequence, List<Read> reads) {

    /** Of those with a handler: each is several statements, and holds whatever rows it touches. */
    static final int HANDLED = 10;

    /** A queued command that was read. */
    record Read(QueueItem item, PendingCommand waiting) {}

    /**
     * Where the next command belongs: in one of these groups, or in a new one behind them. As soon as handlers have a part in it, nothing
     * overtakes what came before.
     */
    static Group of(Read next, Registration registration, List<Group> groups) {
        Optional<String> sequence = next.item().sequence();
        if (sequence.isEmpty()) {
            boolean inOrder = registration.handled()
                    || groups.stream().anyMatch(group -> group.registration().handled());
            for (Group group : inOrder ? last(groups) : groups) {
                if (group.registration().equals(registration) && group.hasRoom()) {
                    return group;
                }
            }
        }
        Group group = new Group(registration, sequence, new ArrayList<>());
        groups.add(group);
        return group;
    }

    private boolean hasRoom() {
        return sequence.isEmpty() && (!registration.handled() || reads.size() < HANDLED);
    }

    private static List<Group> last(List<Group> groups) {
        return groups.subList(Math.max(0, groups.size() - 1), groups.size());
    }
}
