/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/**
 * What operators count, in the server's registry. Names are Micrometer's: Prometheus has them with underscores, a unit and
 * {@code _total}. Every tag has few values: none is taken from what a customer or the queue says.
 *
 * <p>Meters are made by the registry's own short methods, as WildFly 39 shows no others (wildfly pull request 19294). Those have no
 * buckets, so the histogram of calls is made of counters.
 */
@ApplicationScoped
public class Metrics {

    /** In seconds, from an order in peace to the longest budget; counted are all calls that took no longer. */
    private static final double[] BUCKETS = {0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, Double.POSITIVE_INFINITY};

    private static final Duration SLOW_FAILOVER = Duration.ofSeconds(5);

    /** A meter by its name and the values of its tags: a registry would look through all it has. */
    private record Key(String name, String first, String second) {}

    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private Counter[] within;
    private Counter lost;
    private Counter slow;

    /** A registry holds them weakly. */
    private final List<Supplier<Number>> gauges = new CopyOnWriteArrayList<>();

    private MeterRegistry registry;

    protected Metrics() {}

    /** What a monitor waits for is there from the start, at 0: it sees no first increase of what was not. */
    @Inject
    public Metrics(MeterRegistry registry) {
        this.registry = registry;
        lost = registry.counter("resilient.calls.lost");
        slow = registry.counter("resilient.failovers.slow");
        within = DoubleStream.of(BUCKETS)
                .mapToObj(bucket -> registry.counter("resilient.calls.within", "le", le(bucket)))
                .toArray(Counter[]::new);
    }

    /**
     * A call was answered, or its caller told why not.
     *
     * @param type of its command, or its method
     * @param isLost whether it carried a command, and its caller was told that nobody has it, or that nobody can say
     */
    public void answered(String type, String outcome, boolean isLost, Duration time) {
        timers.computeIfAbsent(
                        new Key("calls", type, outcome),
                        key -> registry.timer("resilient.calls", "type", type, "outcome", outcome))
                .record(time);
        double seconds = time.toNanos() / 1e9;
        for (int i = BUCKETS.length - 1; i >= 0 && seconds <= BUCKETS[i]; i--) {
            within[i].increment();
        }
        if (isLost) {
            lost.increment();
        }
    }

    private static String le(double bucket) {
        return Double.isInfinite(bucket) ? "+Inf" : String.valueOf(bucket);
    }

    /** A call was tried in a region. @param verdict that the region did it, or whose the fault was */
    public void attempted(String region, String verdict) {
        counters.computeIfAbsent(
                        new Key("attempts", region, verdict),
                        key -> registry.counter("resilient.attempts", "region", region, "verdict", verdict))
                .increment();
    }

    public void flushed(String region, Duration time) {
        registry.timer("resilient.flushes", "region", region).record(time);
    }

    /** There is a writer again. @param writer whether it is in the same region as the last one, or in another */
    public void failedOver(String writer, Duration time) {
        registry.timer("resilient.failovers", "writer", writer).record(time);
        if (time.compareTo(SLOW_FAILOVER) > 0) {
            slow.increment();
        }
    }

    /** @param commands that were entered from this region of the queue */
    public void replayed(String region, int commands) {
        registry.counter("resilient.replayed", "region", region).increment(commands);
    }

    /** A value that is asked for when somebody looks. */
    public void gauge(String name, Supplier<Number> value, String... tags) {
        gauges.add(value);
        registry.gauge(name, Tags.of(tags), value, supplier -> supplier.get().doubleValue());
    }

    /** The server's own registry, behind the application's, outlives it, and would keep its classes. */
    @PreDestroy
    void remove() {
        registry.clear();
    }
}
