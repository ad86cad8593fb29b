/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static cafe.resilient.platform.PlatformMessages.LOG;

import cafe.resilient.platform.Book;
import cafe.resilient.platform.Books;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Journey.Tier;
import cafe.resilient.platform.Waiting;
import cafe.resilient.platform.failover.FaultJudge;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.QueueItem;
import cafe.resilient.platform.queue.QueueTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Enters many queued commands in one transaction, and deletes them from the queue once it is committed. If their content
 * is refused, halves are entered, and halves of those, until the culprit stands alone and is set aside.
 */
@ApplicationScoped
public class Batch {

    /** Commands in one transaction: enough to share its commit, few enough to hold its locks for some 20 ms only. */
    static final int SIZE = 100;

    /**
     * How often a command may fail by a bug, or be unreadable, before it is set aside: a server that stops makes a bug of
     * everything (chaos, seeds 15 and 16: its books were gone, and good orders set aside).
     */
    private static final int STRIKES = 3;

    /** A queued command that was read. */
    private record Read(QueueItem item, Waiting waiting) {}

    /** Touched by one replay at a time, as is what follows. */
    private final Map<String, Integer> strikes = new HashMap<>();

    /** Those whose table is not as our SQL wants it, in this look. */
    private final Set<Book<?>> broken = new HashSet<>();

    @Inject
    private Books books;

    @Inject
    private WriterTransaction transaction;

    @Inject
    private Clock clock;

    /** A new look begins: what was broken may be mended. */
    void begin() {
        broken.clear();
    }

    /**
     * Enters what can be; the commands of a book whose table is missing, or not as it should be, stay where they are.
     *
     * @return how many were entered, or had been before
     * @throws NoWriterException if no region takes any
     */
    int enter(QueueTable table, List<QueueItem> items) throws QueueAwayException, NoWriterException {
        Map<Book<?>, List<Read>> byBook = new LinkedHashMap<>();
        for (QueueItem item : items) {
            try {
                Book<?> book = books.of(item.type()).orElseThrow(() -> new IllegalArgumentException("no such command"));
                byBook.computeIfAbsent(book, b -> new ArrayList<>()).add(read(book, item));
            } catch (RuntimeException e) {
                String reason = "this version of the application cannot read it ("
                        + e.getClass().getSimpleName() + ")";
                strike(table, item, reason);
            }
        }
        int entered = 0;
        for (Map.Entry<Book<?>, List<Read>> group : byBook.entrySet()) {
            if (broken.contains(group.getKey())) {
                continue;
            }
            // two who enter the same commands in the same order wait for each other instead of locking each other out
            group.getValue().sort(Comparator.comparing(read -> read.item().number()));
            try {
                entered += enter(table, group.getKey(), group.getValue());
            } catch (BrokenBookException e) {
                broken.add(group.getKey());
                LOG.bookBroken(group.getKey().command().getSimpleName(), FaultJudge.evidence(e.getCause()));
            }
        }
        return entered;
    }

    private Read read(Book<?> book, QueueItem item) {
        Journey journey = item.journey().then(clock.instant(), Tier.QUEUE, "taken out of the queue");
        return new Read(item, new Waiting(item.number(), item.command(book.command()), journey));
    }

    private int enter(QueueTable table, Book<?> book, List<Read> some)
            throws QueueAwayException, NoWriterException, BrokenBookException {
        try {
            transaction.enter(book, some.stream().map(Read::waiting).toList());
        } catch (PoisonException e) {
            return some.size() == 1 ? single(table, some.get(0), e) : halves(table, book, some);
        }
        table.delete(some.stream().map(read -> read.item().number()).toList());
        some.forEach(read -> strikes.remove(read.item().number()));
        return some.size();
    }

    private int halves(QueueTable table, Book<?> book, List<Read> some)
            throws QueueAwayException, NoWriterException, BrokenBookException {
        int half = some.size() / 2;
        return enter(table, book, some.subList(0, half)) + enter(table, book, some.subList(half, some.size()));
    }

    private int single(QueueTable table, Read read, PoisonException e) throws QueueAwayException {
        String reason = "no database takes it (" + FaultJudge.evidence(e.getCause()) + ")";
        if (e.isOfContent()) {
            setAside(table, read.item(), reason);
        } else {
            strike(table, read.item(), reason);
        }
        return 0;
    }

    private void strike(QueueTable table, QueueItem item, String reason) throws QueueAwayException {
        if (strikes.merge(item.number(), 1, Integer::sum) >= STRIKES) {
            setAside(table, item, reason);
        }
    }

    private void setAside(QueueTable table, QueueItem item, String reason) throws QueueAwayException {
        table.setAside(item, reason, clock.instant());
        strikes.remove(item.number());
        LOG.setAside(item.type(), item.number(), reason);
    }
}
