/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import cafe.resilient.platform.Books;
import cafe.resilient.platform.Books.Shelf;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Tier;
import cafe.resilient.platform.Waiting;
import cafe.resilient.platform.failover.Breakers;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.QueueItem;
import cafe.resilient.platform.queue.QueueTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Enters many queued commands in one transaction, and deletes them from the queue once it is committed. If their content
 * is refused, halves are entered, and halves of those, until the culprit stands alone and is set aside.
 */
@ApplicationScoped
public class Batch {

    /** Commands in one transaction: enough to share its commit, few enough to hold its locks for some 20 ms only. */
    static final int SIZE = 100;

    /** A queued command that was read. */
    private record Read(QueueItem item, Waiting waiting) {}

    /** Those whose table takes nothing, in this look. */
    private final Set<Shelf> broken = new HashSet<>();

    @Inject
    private Books books;

    @Inject
    private WriterTransaction transaction;

    @Inject
    private Breakers breakers;

    @Inject
    private Culprits culprits;

    @Inject
    private LookFaults faults;

    @Inject
    private Clock clock;

    /** A new look begins: what was broken may be mended. */
    void begin(QueueTable table) {
        broken.clear();
        faults.begin(table);
    }

    /**
     * Enters what can be; the commands of a table that takes nothing stay where they are.
     *
     * @param behind what comes after them: one of it tells whether the table takes others
     * @return how many were entered, or had been before
     * @throws NoWriterException if no region takes any, or another server has taken the replay over
     */
    int enter(QueueTable table, List<QueueItem> items, List<QueueItem> behind)
            throws QueueAwayException, NoWriterException {
        Map<Shelf, List<Read>> byBook = new LinkedHashMap<>();
        for (QueueItem item : items) {
            Optional<Shelf> shelf = books.of(item.type());
            try {
                Read read = read(shelf.orElseThrow(), item);
                byBook.computeIfAbsent(shelf.get(), s -> new ArrayList<>()).add(read);
            } catch (RuntimeException e) {
                culprits.unreadable(table, item, e);
            }
        }
        int entered = 0;
        for (Map.Entry<Shelf, List<Read>> group : byBook.entrySet()) {
            if (!broken.contains(group.getKey())) {
                // two who enter the same commands in the same order wait for each other instead of locking each other
                // out
                group.getValue().sort(Comparator.comparing(read -> read.item().number()));
                entered += enterAll(table, group.getKey(), group.getValue(), behind);
            }
        }
        return entered;
    }

    private Read read(Shelf shelf, QueueItem item) {
        Journey journey = item.journey().then(clock.instant(), Tier.QUEUE, "taken out of the queue");
        return new Read(item, new Waiting(item.number(), item.command(shelf.command()), journey));
    }

    /** If the table does not take them, two tell whether it takes any: the second is of those behind, if there are such. */
    private int enterAll(QueueTable table, Shelf shelf, List<Read> all, List<QueueItem> behind)
            throws QueueAwayException, NoWriterException {
        try {
            return enter(table, shelf, all);
        } catch (BrokenBookException whole) {
            boolean single = all.size() == 1;
            if (single) {
                culprits.failedAlone(table, shelf, all.get(0).item(), whole);
            }
            boolean none = !single && takesNone(table, shelf, all, behind, whole);
            if (none || !breakers.isClosed(shelf.type(), whole.region())) {
                broken.add(shelf);
                return 0;
            }
            return single ? 0 : halves(table, shelf, all);
        }
    }

    private boolean takesNone(
            QueueTable table, Shelf shelf, List<Read> all, List<QueueItem> behind, BrokenBookException whole)
            throws QueueAwayException, NoWriterException {
        List<Read> some = new ArrayList<>(all);
        Collections.shuffle(some); // two that are poison are not to stand for all of them in each look
        return isRefused(table, shelf, some.get(0))
                && isRefused(table, shelf, other(shelf, behind).orElse(some.get(1)))
                && !culprits.tookSince(shelf, whole, whole.begun());
    }

    private Optional<Read> other(Shelf shelf, List<QueueItem> behind) {
        List<QueueItem> others =
                behind.stream().filter(item -> item.type().equals(shelf.type())).toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    read(shelf, others.get(ThreadLocalRandom.current().nextInt(others.size()))));
        } catch (RuntimeException e) { // it cannot be read: that is found when it has its turn
            return Optional.empty();
        }
    }

    private boolean isRefused(QueueTable table, Shelf shelf, Read one) throws QueueAwayException, NoWriterException {
        try {
            renew(table);
            enter(table, shelf, List.of(one));
            return false;
        } catch (BrokenBookException e) {
            culprits.failedAlone(table, shelf, one.item(), e);
            return true;
        }
    }

    /** @throws BrokenBookException if the table does not take them; nothing is done then */
    private int enter(QueueTable table, Shelf shelf, List<Read> some)
            throws QueueAwayException, NoWriterException, BrokenBookException {
        try {
            transaction.enter(shelf, some.stream().map(Read::waiting).toList());
        } catch (PoisonException e) {
            return some.size() == 1 ? single(table, shelf, some.get(0), e) : halves(table, shelf, some);
        }
        return done(table, some);
    }

    private int done(QueueTable table, List<Read> some) throws QueueAwayException {
        List<String> numbers = some.stream().map(read -> read.item().number()).toList();
        table.delete(numbers);
        culprits.entered(numbers);
        return some.size();
    }

    private int halves(QueueTable table, Shelf shelf, List<Read> some) throws QueueAwayException, NoWriterException {
        int half = some.size() / 2;
        return half(table, shelf, some.subList(0, half)) + half(table, shelf, some.subList(half, some.size()));
    }

    private int half(QueueTable table, Shelf shelf, List<Read> some) throws QueueAwayException, NoWriterException {
        try {
            renew(table);
            return enter(table, shelf, some);
        } catch (BrokenBookException e) {
            if (some.size() > 1) {
                return halves(table, shelf, some);
            }
            culprits.failedAlone(table, shelf, some.get(0).item(), e);
            return 0;
        }
    }

    /** Each try may have taken as long as a lock's time-out, and the lease is for a few seconds. */
    private static void renew(QueueTable table) throws QueueAwayException, NoWriterException {
        if (!table.lease()) {
            throw new NoWriterException("another server has taken the replay over", null);
        }
    }

    private int single(QueueTable table, Shelf shelf, Read read, PoisonException e)
            throws QueueAwayException, NoWriterException, BrokenBookException {
        try { // it is not refused for what is said once
            transaction.enter(shelf, List.of(read.waiting()));
            return done(table, List.of(read));
        } catch (PoisonException again) {
            culprits.refused(table, read.item(), e);
            return 0;
        }
    }
}
