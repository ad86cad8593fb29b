/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandNumbers;
import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.NumberKey;
import cafe.resilient.platform.NumberKeys;
import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.SomeSettings;
import cafe.resilient.platform.pool.FakePools;
import cafe.resilient.platform.queue.FakeQueue;
import cafe.resilient.platform.report.KnownFaults;
import cafe.resilient.platform.report.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/** The interceptor with all that decides, on a database, a queue and pools that a test commands. */
class Engine {

    static final Duration BUDGET = Duration.ofSeconds(3);
    static final Duration RESERVE = Duration.ofMillis(200);
    static final Instant NOW = Instant.parse("2030-03-01T18:30:00Z");

    /** What the service does to its caller. */
    interface Service {

        Receipt order(Order order);

        Receipt change(Change change);

        @Resilient(idempotent = true)
        String ask();

        @Resilient
        String pay();

        @Resilient(idempotent = true, timeoutMillis = 1_000)
        String askQuickly();

        @Resilient(idempotent = true, timeoutMillis = 60_000)
        String askSlowly();
    }

    /** A customer orders something. */
    public record Order(String what, UUID submission) implements Command {}

    /** He changes his order: after it. */
    public record Change(String what, UUID submission) implements Command {
        @Override
        public Optional<String> sequence() {
            return Optional.of(what);
        }
    }

    final FakeWait wait = new FakeWait();
    final FakePools pools = new FakePools();
    final FakeQueue queue = new FakeQueue();
    final QueueCopies copies = new QueueCopies() {
        @Override
        void schedule(Call call) {
            // no copy
        }
    };
    final Breakers breakers = new Breakers(new KnownFaults());
    final QueueFallback fallback = new QueueFallback();

    /** What each attempt ends with: an exception is thrown, null is the service's own answer. After the last all succeed. */
    final Deque<Exception> faults = new ArrayDeque<>();

    /** All that were made. */
    final List<Attempt> attempts = new ArrayList<>();

    final CommandNumbers numbers =
            new CommandNumbers(new NumberKeys(new NumberKey("1", new SecretKeySpec(new byte[32], "HmacSHA256"))));
    final PlatformSettings settings = SomeSettings.timed(BUDGET, RESERVE);
    final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final SimpleMeterRegistry registryOfMeters = new SimpleMeterRegistry();
    private final FailoverInterceptor interceptor = new FailoverInterceptor();

    Engine() {
        CommandRegistry registry = new CommandRegistry() {
            @Override
            public Optional<Registration> of(String type) {
                return Optional.empty();
            }
        };
        Refusals refusals = new Refusals();
        refusals.registry = registry;
        copies.queue = queue;
        FaultReaction reaction = new FaultReaction();
        reaction.writerWait = wait;
        reaction.breakers = breakers;
        reaction.refusals = refusals;
        reaction.copies = copies;
        reaction.clock = clock;
        Admission admission = new Admission();
        admission.writerWait = wait;
        admission.bulkhead = new Bulkhead(settings);
        admission.breakers = breakers;
        admission.copies = copies;
        admission.pools = pools;
        admission.queue = queue;
        fallback.queue = queue;
        fallback.writerWait = wait;
        fallback.numbers = numbers;
        fallback.settings = settings;
        fallback.clock = clock;
        interceptor.arrival = new RequestArrival();
        interceptor.writerWait = wait;
        interceptor.admission = admission;
        interceptor.reaction = reaction;
        interceptor.breakers = breakers;
        interceptor.probe = new BreakerProbe() {
            @Override
            void probe(Call call) {
                // nobody does
            }
        };
        interceptor.fallback = fallback;
        interceptor.copies = copies;
        interceptor.pools = pools;
        interceptor.metrics = new Metrics(registryOfMeters);
        interceptor.numbers = numbers;
        interceptor.settings = settings;
        interceptor.clock = clock;
    }

    void fails(Exception... each) {
        faults.addAll(List.of(each));
    }

    static Order order() {
        return new Order("rye", new UUID(0, 1));
    }

    Object call(String method, Object... parameters) throws Exception {
        return interceptor.call(context(method, parameters));
    }

    /** A call that arrived just now. */
    Call newCall(String method, Object... parameters) {
        return newCall(Deadline.in(BUDGET), method, parameters);
    }

    Call newCall(Deadline deadline, String method, Object... parameters) {
        return new Call(context(method, parameters), numbers, deadline, RESERVE, Journey.begun(NOW));
    }

    List<String> regions() {
        return attempts.stream().map(Attempt::region).toList();
    }

    private InvocationContext context(String name, Object... parameters) {
        return context(name, () -> proceed(name, parameters), parameters);
    }

    /** @param answer what the method does */
    InvocationContext context(String name, Callable<Object> answer, Object... parameters) {
        Method method = Stream.of(Service.class.getMethods())
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return (InvocationContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getParameters" -> parameters;
                    case "getMethod" -> method;
                    case "proceed" -> answer.call();
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private Object proceed(String name, Object... parameters) throws Exception {
        attempts.add(Attempt.current());
        Exception fault = faults.poll();
        if (fault != null) {
            throw fault;
        }
        return parameters.length == 1
                ? new Receipt(numbers.of((Command) parameters[0]), Outcome.CONFIRMED, null, null, null)
                : name;
    }
}
