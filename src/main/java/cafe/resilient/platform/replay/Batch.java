/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static cafe.resilient.platform.PlatformMessages.LOG;

import cafe.resilient.platform.Book;
import cafe.resilient.platform.Books;
import cafe.resilient.platform.Books.Shelf;
import cafe.resilient.platform.Command;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Enters many queued commands in one transaction, and deletes them from the queue once it is committed. If their content
 * is refused, halves are entered, and halves of those, until the culprit stands alone and is set aside.
 */
@ApplicationScoped
public class Batch {

    /** Commands in one transaction: enough to share its commit, few enough to hold its locks for some 20 ms only. */
    static final int SIZE = 100;

    /** Calls under way hold a server that stops for up to 7 s: all that makes a bug of a command then counts twice at most. */
    private static final Duration APART = Duration.ofSeconds(5);

    /** A queued command that was read. */
    private record Read(QueueItem item, Waiting waiting) {}

    private final Strikes strikes = new Strikes(APART);

    /** Those of which nothing can be entered, in this look. */
    private final Set<Shelf> broken = new HashSet<>();

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
        Map<Shelf, List<Read>> byBook = new LinkedHashMap<>();
        for (QueueItem item : items) {
            Optional<Shelf> shelf = books.of(item.type());
            try {
                Read read = read(shelf.orElseThrow().command(), item);
                byBook.computeIfAbsent(shelf.get(), s -> new ArrayList<>()).add(read);
            } catch (RuntimeException e) {
                String reason = "this version of the application cannot read it ("
                        + e.getClass().getSimpleName() + ")";
                strike(table, item, reason);
            }
        }
        int entered = 0;
        for (Map.Entry<Shelf, List<Read>> group : byBook.entrySet()) {
            if (broken.contains(group.getKey())) {
                continue;
            }
            // two who enter the same commands in the same order wait for each other instead of locking each other out
            group.getValue().sort(Comparator.comparing(read -> read.item().number()));
            try {
                entered += enter(table, group.getKey().book(), group.getValue());
            } catch (BrokenBookException e) {
                broken.add(group.getKey());
                tell(group.getKey().command().getSimpleName(), e);
            }
        }
        return entered;
    }

    private static void tell(String type, BrokenBookException e) {
        String evidence = FaultJudge.evidence(e.getCause());
        if (e.isStuck()) {
            LOG.bookStuck(type, evidence);
        } else {
            LOG.bookBroken(type, evidence);
        }
    }

    private Read read(Class<? extends Command> type, QueueItem item) {
        Journey journey = item.journey().then(clock.instant(), Tier.QUEUE, "taken out of the queue");
        return new Read(item, new Waiting(item.number(), item.command(type), journey));
    }

    private int enter(QueueTable table, Book<?> book, List<Read> some)
            throws QueueAwayException, NoWriterException, BrokenBookException {
        try {
            transaction.enter(book, some.stream().map(Read::waiting).toList());
        } catch (PoisonException e) {
            return some.size() == 1 ? single(table, some.get(0), e) : halves(table, book, some);
        }
        table.delete(some.stream().map(read -> read.item().number()).toList());
        some.forEach(read -> strikes.forget(read.item().number()));
        return some.size();
    }

    private int halves(QueueTable table, Book<?> book, List<Read> some)
            throws QueueAwayException, NoWriterException, BrokenBookException {
        int half = some.size() / 2;
        return enter(table, book, some.subList(0, half)) + enter(table, book, some.subList(half, some.size()));
    }

    private int single(QueueTable table, Read read, PoisonException e) throws QueueAwayException {
        String reason = "it could not be entered (" + FaultJudge.evidence(e.getCause()) + ")";
        if (e.isOfContent()) {
            setAside(table, read.item(), reason);
        } else {
            strike(table, read.item(), reason);
        }
        return 0;
    }

    private void strike(QueueTable table, QueueItem item, String reason) throws QueueAwayException {
        if (strikes.isOut(item.number())) {
            setAside(table, item, reason);
        }
    }

    private void setAside(QueueTable table, QueueItem item, String reason) throws QueueAwayException {
        table.setAside(item, reason, clock.instant());
        strikes.forget(item.number());
        LOG.setAside(item.type(), item.number(), reason);
    }
}
