/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Event;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.failover.Breakers;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.QueueItem;
import cafe.resilient.platform.queue.QueueTable;
import cafe.resilient.platform.replay.Group.Read;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Enters many queued commands in one transaction, and deletes them from the queue once it is committed. If their content
 * is refused, halves are entered, and halves of those, until the one that is refused stands alone, and becomes a dead letter.
 */
@ApplicationScoped
class Batch {

    /** Commands in one transaction: enough to share its commit, few enough to hold its locks for some 20 ms only. */
    static final int SIZE = 100;

    /** Those whose table takes nothing, in this pass. */
    private final Set<Registration> broken = new HashSet<>();

    private final HeldUp heldUp = new HeldUp();

    /** Entered, and still in the queue. */
    private final List<QueueItem> done = new ArrayList<>();

    @Inject
    CommandRegistry registry;

    @Inject
    WriterTransaction transaction;

    @Inject
    Breakers breakers;

    @Inject
    FailedCommands failed;

    @Inject
    ReplayFaults faults;

    @Inject
    Clock clock;

    /** A new pass begins over all regions of the queue: a sequence may have commands in several. */
    void begin() {
        heldUp.begin();
    }

    /** It comes to this region: what was broken may be mended. */
    void begin(QueueTable table) {
        broken.clear();
        faults.begin(table);
    }

    /**
     * Enters what can be; the commands of a table that takes nothing stay where they are.
     *
     * @param items in the order of their arrival. What handlers do is done in it; rows are entered type by type, if there is nothing else
     * @param behind what comes after them: one of it tells whether the table takes others
     * @return how many were entered, or had been before
     * @throws NoWriterException if no region takes any, or another server has taken the replay over
     */
    int enter(QueueTable table, List<QueueItem> items, List<QueueItem> behind)
            throws QueueAwayException, NoWriterException {
        List<Group> groups = new ArrayList<>();
        for (QueueItem item : items) {
            Optional<Registration> registration = registry.of(item.type());
            try {
                Read read = read(registration.orElseThrow(), item);
                Group.of(read, registration.get(), groups).reads().add(read);
            } catch (RuntimeException e) {
                failed.unreadable(table, item, e);
                item.sequence().map(Group::unreadable).ifPresent(groups::add);
            }
        }
        int entered = 0;
        try {
            for (Group group : groups) {
                entered += enter(table, group, behind);
            }
        } finally {
            delete(table);
        }
        return entered;
    }

    /** Whether something of a sequence was entered in this pass: then more of it may have come meanwhile, behind it. */
    boolean enteredOfSequences() {
        return heldUp.isAnyGone();
    }

    private int enter(QueueTable table, Group group, List<QueueItem> behind)
            throws QueueAwayException, NoWriterException {
        List<Read> next = heldUp.next(group);
        int entered = 0;
        if (!next.isEmpty() && !broken.contains(group.registration())) {
            if (!table.isLeaseFresh()) { // while two replay, what one refuses the other may enter
                renew(table);
            }
            entered = enterAll(table, group.registration(), next, behind);
        }
        heldUp.after(group);
        return entered;
    }

    private Read read(Registration registration, QueueItem item) {
        Journey journey = item.journey().then(clock.instant(), Event.DEQUEUED);
        return new Read(item, new PendingCommand(item.number(), item.command(registration.command()), journey));
    }

    /** If the table does not take them, two tell whether it takes any: the second is of those behind, if there are such. */
    private int enterAll(QueueTable table, Registration registration, List<Read> all, List<QueueItem> behind)
            throws QueueAwayException, NoWriterException {
        try {
            return enter(table, registration, all);
        } catch (TableFaultException whole) {
            boolean single = all.size() == 1;
            if (single) {
                failed.failedAlone(table, registration, all.get(0).item(), whole);
            }
            boolean none = !single && takesNone(table, registration, all, behind, whole);
            if (none || !breakers.isClosed(registration.type(), whole.region())) {
                broken.add(registration);
                return 0;
            }
            return single ? 0 : halves(table, registration, all);
        }
    }

    private boolean takesNone(
            QueueTable table,
            Registration registration,
            List<Read> all,
            List<QueueItem> behind,
            TableFaultException whole)
            throws QueueAwayException, NoWriterException {
        List<Read> some = new ArrayList<>(all);
        Collections.shuffle(some); // two that are poison are not to stand for all of them in each pass
        return isRefused(table, registration, some.get(0))
                && isRefused(table, registration, other(registration, behind).orElse(some.get(1)))
                && !failed.tookSince(registration, whole, whole.begun());
    }

    private Optional<Read> other(Registration registration, List<QueueItem> behind) {
        List<QueueItem> others = behind.stream()
                .filter(item -> item.type().equals(registration.type()))
                .filter(item -> item.sequence().isEmpty()) // it may be behind one of its sequence
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    read(registration, others.get(ThreadLocalRandom.current().nextInt(others.size()))));
        } catch (RuntimeException e) { // it cannot be read: that is found when it has its turn
            return Optional.empty();
        }
    }

    private boolean isRefused(QueueTable table, Registration registration, Read one)
            throws QueueAwayException, NoWriterException {
        try {
            renew(table);
            enter(table, registration, List.of(one));
            return false;
        } catch (TableFaultException e) {
            failed.failedAlone(table, registration, one.item(), e);
            return true;
        }
    }

    /** @throws TableFaultException if the table does not take them; nothing is done then */
    private int enter(QueueTable table, Registration registration, List<Read> some)
            throws QueueAwayException, NoWriterException, TableFaultException {
        try {
            transaction.enter(registration, some.stream().map(Read::waiting).toList());
        } catch (PoisonException e) {
            return some.size() == 1 ? single(table, registration, some.get(0), e) : halves(table, registration, some);
        }
        return done(some);
    }

    private int done(List<Read> some) {
        some.forEach(read -> done.add(read.item()));
        List<String> numbers = some.stream().map(read -> read.item().number()).toList();
        heldUp.gone(numbers);
        failed.entered(numbers);
        return some.size();
    }

    /** Takes what was entered out of the queue: at the end, as the next of a sequence need not wait for that. */
    private void delete(QueueTable table) throws QueueAwayException {
        List<QueueItem> entered = List.copyOf(done);
        done.clear();
        table.sequences().leave(entered);
        table.delete(entered.stream().map(QueueItem::number).toList());
    }

    private int halves(QueueTable table, Registration registration, List<Read> some)
            throws QueueAwayException, NoWriterException {
        int half = some.size() / 2;
        return half(table, registration, some.subList(0, half))
                + half(table, registration, some.subList(half, some.size()));
    }

    private int half(QueueTable table, Registration registration, List<Read> some)
            throws QueueAwayException, NoWriterException {
        try {
            renew(table);
            return enter(table, registration, some);
        } catch (TableFaultException e) {
            if (some.size() > 1) {
                return halves(table, registration, some);
            }
            failed.failedAlone(table, registration, some.get(0).item(), e);
            return 0;
        }
    }

    /** Each try may have taken as long as a lock's time-out, and the lease is for a few seconds. */
    private static void renew(QueueTable table) throws QueueAwayException, NoWriterException {
        if (!table.lease()) {
            throw new NoWriterException("another server has taken the replay over", null);
        }
    }

    private int single(QueueTable table, Registration registration, Read read, PoisonException e)
            throws QueueAwayException, NoWriterException, TableFaultException {
        try { // it is not refused for what is said once
            transaction.enter(registration, List.of(read.waiting()));
            return done(List.of(read));
        } catch (PoisonException again) {
            if (failed.refused(table, read.item(), read.waiting().command(), e)) {
                heldUp.gone(List.of(read.item().number()));
            }
            return 0;
        }
    }
}
