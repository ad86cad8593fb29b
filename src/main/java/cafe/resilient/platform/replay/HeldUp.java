/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import cafe.resilient.platform.queue.QueueItem;
import cafe.resilient.platform.replay.Group.Read;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sequences of which one command was not entered in this pass: those behind it wait, too, in all regions of the queue. */
final class HeldUp {

    private final Set<String> sequences = new HashSet<>();

    /** Numbers of what has left the queue in this pass: entered, or set aside. */
    private final Set<String> gone = new HashSet<>();

    private boolean anyGone;

    void begin() {
        sequences.clear();
        gone.clear();
        anyGone = false;
    }

    void gone(Collection<String> numbers) {
        gone.addAll(numbers);
    }

    /** Those of the group that are behind nobody. */
    List<Read> next(Group group) {
        return group.reads().stream()
                .filter(read ->
                        read.item().sequence().filter(sequences::contains).isEmpty())
                .toList();
    }

    /** Whether one of a sequence has left the queue in this pass. */
    boolean isAnyGone() {
        return anyGone;
    }

    /** What is left of the group holds up others. */
    void after(Group group) {
        anyGone |= group.reads().stream()
                .map(Read::item)
                .anyMatch(item -> item.sequence().isPresent() && gone.contains(item.number()));
        group.unreadable().ifPresent(sequences::add);
        group.reads().stream()
                .map(Read::item)
                .filter(item -> !gone.contains(item.number()))
                .map(QueueItem::sequence)
                .forEach(sequence -> sequence.ifPresent(sequences::add));
    }
}
