/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What operators count, in the server's own registry. Names are Micrometer's: Prometheus has them with underscores, a unit and
 * {@code _total}. Every tag has few values: none is taken from what a customer or the queue says.
 */
@ApplicationScoped
public class Metrics {

    /** From an order in peace to the longest budget. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    /** Of this application: the registry is the server's, and outlives it. */
    private final Set<Meter> meters = ConcurrentHashMap.newKeySet();

    private MeterRegistry registry;

    protected Metrics() {}

    @Inject
    public Metrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A call was answered, or its caller told why not. @param type of its command, or its method */
    public void answered(String type, String outcome, Duration time) {
        time(
                "resilient.calls",
                "Calls, from the interceptor's first step to its last",
                time,
                Tags.of("type", type, "outcome", outcome));
    }

    /** A call was tried in a region. @param verdict whether the region took it, or whose the fault was */
    public void attempted(String region, String verdict) {
        count("resilient.attempts", "Tries of calls in a region", 1, Tags.of("region", region, "verdict", verdict));
    }

    public void flushed(String region, Duration time) {
        time("resilient.flushes", "Flushes of a pool", time, Tags.of("region", region));
    }

    /** A writer is there again. @param writer whether it is in the same region as the last one, or in another */
    public void failedOver(String writer, Duration time) {
        failovers(writer).record(time);
    }

    /** Has them at 0: a monitor sees no first increase of what was not there. */
    public void noFailovers(String... writers) {
        Stream.of(writers).forEach(this::failovers);
    }

    private Timer failovers(String writer) {
        return timer("resilient.failovers", "Times without a writer, to its first commit", Tags.of("writer", writer));
    }

    public void replayed(String region, int commands) {
        count("resilient.replayed", "Commands entered from the queue", commands, Tags.of("region", region));
    }

    /** A value that is asked for when somebody looks. */
    public void gauge(String name, String about, String unit, Supplier<Number> value, String... tags) {
        meters.add(Gauge.builder(name, value)
                .description(about)
                .baseUnit(unit)
                .tags(tags)
                .register(registry));
    }

    private void count(String name, String about, int by, Tags tags) {
        Counter counter = Counter.builder(name).description(about).tags(tags).register(registry);
        meters.add(counter);
        counter.increment(by);
    }

    private void time(String name, String about, Duration time, Tags tags) {
        timer(name, about, tags).record(time);
    }

    private Timer timer(String name, String about, Tags tags) {
        Timer timer = Timer.builder(name)
                .description(about)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        meters.add(timer);
        return timer;
    }

    @PreDestroy
    void remove() {
        meters.forEach(registry::remove);
    }
}
