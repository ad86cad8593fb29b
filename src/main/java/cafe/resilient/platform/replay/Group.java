/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.queue.QueueItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Commands of one type that are entered in one transaction. Of one sequence there is one: what is behind it is tried only if it was
 * entered.
 *
 * @param unreadable the sequence of a command that nobody can read, which stands here in place of others; else empty
 */
record Group(Registration registration, List<Read> reads, Optional<String> unreadable) {

    /** Of those with a handler: each is several statements, and holds whatever rows it touches. */
    static final int HANDLED = 10;

    /** A queued command that was read. */
    record Read(QueueItem item, PendingCommand waiting) {}

    /** Its place among the others. */
    static Group unreadable(String sequence) {
        return new Group(null, List.of(), Optional.of(sequence));
    }

    /**
     * Where the next command belongs: in one of these groups, or in a new one behind them. As soon as handlers have a part in it, nothing
     * overtakes what came before; nor does what has a sequence.
     */
    static Group of(Read next, Registration registration, List<Group> groups) {
        Optional<String> sequence = next.item().sequence();
        boolean inOrder = registration.handled()
                || sequence.isPresent()
                || groups.stream().anyMatch(Group::isHandled);
        for (Group group : inOrder ? last(groups) : groups) {
            if (registration.equals(group.registration()) && group.hasRoomFor(sequence)) {
                return group;
            }
        }
        Group group = new Group(registration, new ArrayList<>(), Optional.empty());
        groups.add(group);
        return group;
    }

    private boolean isHandled() {
        return registration != null && registration.handled();
    }

    private boolean hasRoomFor(Optional<String> sequence) {
        boolean full = registration.handled() && reads.size() >= HANDLED;
        return !full
                && (sequence.isEmpty()
                        || reads.stream()
                                .noneMatch(read -> read.item().sequence().equals(sequence)));
    }

    private static List<Group> last(List<Group> groups) {
        return groups.subList(Math.max(0, groups.size() - 1), groups.size());
    }
}
