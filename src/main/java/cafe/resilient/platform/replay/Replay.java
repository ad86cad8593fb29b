/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.QueueItem;
import cafe.resilient.platform.queue.QueueTable;
import cafe.resilient.platform.queue.QueueTable.Page;
import cafe.resilient.platform.queue.SequenceHeads;
import cafe.resilient.platform.queue.TransactionQueue;
import cafe.resilient.platform.region.WriterMonitor;
import cafe.resilient.platform.report.KnownFaults;
import cafe.resilient.platform.report.Metrics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Looks into every region of the queue and has what is there entered where the writer is, page by page, the oldest of a
 * page first. One replays at a time: on this server by a flag, among servers by a lease.
 */
@ApplicationScoped
class Replay {

    /** In that many of its first passes the way of a put is warmed. */
    private static final int WARM_UP_PASSES = 10;

    /** A batch is followed by this part of the time it took: with a fifth, 1 of 6 s is left to others. */
    private static final int PAUSE_DIVISOR = 5;

    private final AtomicBoolean busy = new AtomicBoolean();

    @Inject
    TransactionQueue queue;

    @Inject
    WriterMonitor monitor;

    @Inject
    Batch batch;

    @Inject
    CommandRegistry registry;

    @Inject
    KnownFaults faults;

    @Inject
    Metrics metrics;

    @Inject
    PlatformSettings settings;

    @Inject
    Clock clock;

    /** How often each was looked into; touched by one thread at a time, as the flag sees to. */
    private final Map<QueueTable, Integer> warmth = new HashMap<>();

    /** In the pass that is under way, also when it ends by an exception. */
    private int entered;

    private volatile boolean stopped;

    @PreDestroy
    void stop() {
        stopped = true;
    }

    /** One pass over all there is; none if another is under way. Never throws: a timer calls a method that does again. */
    void run() {
        if (busy.compareAndSet(false, true)) {
            try {
                do {
                    batch.begin();
                    queue.tables().forEach(this::look);
                } while (batch.enteredOfSequences() && !stopped);
            } finally {
                busy.set(false);
            }
        }
    }

    /** Also finds out, for all who put, whether the region answers. */
    private void look(QueueTable table) {
        long start = System.nanoTime();
        entered = 0;
        batch.begin(table);
        try {
            if (warmth.merge(table, 1, Integer::sum) <= WARM_UP_PASSES) {
                table.warm();
            }
            try {
                boolean ours = !table.isEmpty() && mayEnter() && table.lease();
                for (String from = null; ours; ours = from != null && mayEnter() && table.lease()) {
                    Page page = table.page(from);
                    enter(table, SequenceHeads.of(table, page, othersThatAnswer(table), clock));
                    from = page.next();
                }
                faults.gone(subject(table));
            } finally {
                table.release(); // another server may be able to enter what this one cannot
            }
        } catch (QueueAwayException e) {
            LOG.debugf(e, "A pass over region %s of the queue failed", table.region()); // the queue has said so
        } catch (NoWriterException e) {
            if (faults.seen(subject(table), e.getMessage())) {
                LOG.replayStopped(table.region(), e.getMessage());
            }
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.replayFailed(e);
            }
        }
        if (entered > 0) {
            long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
            LOG.replayed(entered, table.region(), monitor.writer().orElse("none"), took);
        }
    }

    private static String subject(QueueTable table) {
        return "replay of the queue's region " + table.region();
    }

    private boolean mayEnter() {
        return settings.replay() && !stopped && monitor.writer().isPresent();
    }

    private Set<String> othersThatAnswer(QueueTable table) {
        return queue.tables().stream()
                .filter(other -> other != table && other.reachable())
                .map(QueueTable::region)
                .collect(Collectors.toSet());
    }

    /**
     * What a handler does has an order, and what is of a sequence: it waits for those before it whose calls are under way, a few seconds at
     * most.
     */
    private boolean hasOrder(QueueItem item) {
        return item.sequence().isPresent()
                || registry.of(item.type()).filter(Registration::handled).isPresent();
    }

    /** One batch at a time, and a rest after each: live orders, and whoever else uses the queue, keep their speed. */
    private void enter(QueueTable table, List<QueueItem> page) throws QueueAwayException, NoWriterException {
        Instant now = clock.instant();
        Instant held = page.stream()
                .filter(item -> item.isHeld(now))
                .map(QueueItem::arrived)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        List<QueueItem> oldestFirst = page.stream()
                .filter(item -> !item.isHeld(now))
                .filter(item -> !hasOrder(item) || item.arrived().isBefore(held))
                .sorted(Comparator.comparing(QueueItem::arrived).thenComparing(QueueItem::number))
                .toList();
        // for the first batch it was taken with the page
        for (int from = 0; from < oldestFirst.size() && !stopped && (from == 0 || table.lease()); from += Batch.SIZE) {
            int to = Math.min(from + Batch.SIZE, oldestFirst.size());
            long begun = System.nanoTime();
            int more = batch.enter(table, oldestFirst.subList(from, to), oldestFirst.subList(to, oldestFirst.size()));
            metrics.replayed(table.region(), more);
            entered += more;
            LockSupport.parkNanos((System.nanoTime() - begun) / PAUSE_DIVISOR);
        }
    }
}
