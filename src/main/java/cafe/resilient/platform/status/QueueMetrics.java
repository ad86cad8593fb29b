/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.status;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.queue.Depth;
import cafe.resilient.platform.queue.QueueTable;
import cafe.resilient.platform.queue.TransactionQueue;
import cafe.resilient.platform.report.Metrics;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Metrics of the queue, counted now and then: a scrape asks no store, and is answered when none can be reached. */
@ApplicationScoped
class QueueMetrics {

    /** In seconds, after the last count. */
    private static final int COUNTED_EVERY = 10;

    private static final Depth EMPTY = new Depth(0, Optional.empty());

    @Inject
    Metrics metrics;

    @Inject
    TransactionQueue queue;

    @Inject
    Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private final Map<String, Depth> waiting = new ConcurrentHashMap<>();
    private final Map<String, Depth> deadLetters = new ConcurrentHashMap<>();
    private ScheduledExecutorService counter;

    /** After the queue itself has begun. */
    void start(
            @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
                    Object event) {
        queue.tables().forEach(this::register);
        counter = Executors.newSingleThreadScheduledExecutor(threads);
        counter.scheduleWithFixedDelay(this::count, 0, COUNTED_EVERY, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        if (counter != null) {
            counter.shutdownNow();
        }
    }

    private void register(QueueTable table) {
        metrics.replayed(table.region(), 0); // a monitor sees no first increase of what was not there
        gauge("resilient.queue.waiting", table, () -> of(waiting, table).commands());
        gauge("resilient.queue.oldest.seconds", table, () -> age(of(waiting, table)));
        gauge("resilient.dead.letters", table, () -> of(deadLetters, table).commands());
        gauge("resilient.queue.reachable", table, () -> table.reachable() ? 1 : 0);
    }

    private void gauge(String name, QueueTable table, Supplier<Number> value) {
        metrics.gauge(name, value, "region", table.region());
    }

    private static Depth of(Map<String, Depth> counted, QueueTable table) {
        return counted.getOrDefault(table.region(), EMPTY);
    }

    private double age(Depth depth) {
        return depth.oldest()
                .map(at -> Math.max(0, Duration.between(at, clock.instant()).toMillis() / 1000.0))
                .orElse(0.0);
    }

    /** What does not answer keeps its last figures; that it does not answer is told by a figure of its own. */
    private void count() {
        for (QueueTable table : queue.tables()) {
            try {
                waiting.put(table.region(), table.depth());
                deadLetters.put(table.region(), table.deadLetters());
            } catch (RuntimeException e) {
                LOG.debugf(e, "The queue's region %s was not counted", table.region());
            }
        }
    }
}
