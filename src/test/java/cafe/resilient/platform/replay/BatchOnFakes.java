/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import cafe.resilient.message.SendMessage;
import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.CommandRefused;
import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.failover.Breakers;
import cafe.resilient.platform.queue.FakeTable;
import cafe.resilient.platform.report.KnownFaults;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;

/** A batch on a queue and a database in memory, which refuse what a test says. */
abstract class BatchOnFakes {

    static final Instant NOW = Instant.parse("2030-03-01T18:30:00Z");

    final FakeTable queue = new FakeTable();
    final Breakers breakers = new Breakers(new KnownFaults());
    final Batch batch = new Batch();

    /** Numbers of commands that their table refuses, and of those that it refuses once. */
    final Set<String> poison = new HashSet<>();

    final Set<String> unlucky = new HashSet<>();

    /** Numbers of those that a rule of the application refuses. */
    final Set<String> forbidden = new HashSet<>();

    final List<CommandRefused> told = new ArrayList<>();

    /** Types with a handler. */
    final Set<String> handled = new HashSet<>();

    /** Types whose table takes nothing. */
    final Set<String> broken = new HashSet<>();

    /** Each transaction that was tried, by the numbers in it. */
    final List<List<String>> transactions = new ArrayList<>();

    final Set<String> rows = new HashSet<>();

    @BeforeEach
    void build() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ReplayFaults faults = new ReplayFaults();
        faults.faults = new KnownFaults();
        DeadLetters deadLetters = new DeadLetters();
        deadLetters.faults = faults;
        deadLetters.clock = clock;
        deadLetters.refusals = observed(told);
        FailedCommands failed = new FailedCommands();
        failed.breakers = breakers;
        failed.faults = faults;
        failed.deadLetters = deadLetters;
        batch.registry = new CommandRegistry() {
            @Override
            public Optional<Registration> of(String type) {
                return Optional.of(type.equals("PlaceOrder") ? PlaceOrder.class : SendMessage.class)
                        .map(command ->
                                new Registration(null, command, "cafe." + type, Map.of(), handled.contains(type)));
            }
        };
        batch.transaction = new WriterTransaction() {
            @Override
            void enter(Registration registration, List<PendingCommand> commands)
                    throws PoisonException, TableFaultException {
                transact(registration, commands);
            }
        };
        batch.breakers = breakers;
        batch.failed = failed;
        batch.faults = faults;
        batch.clock = clock;
        begin();
    }

    void begin() {
        batch.begin();
        batch.begin(queue.table);
    }

    private void transact(Registration registration, List<PendingCommand> commands)
            throws PoisonException, TableFaultException {
        List<String> numbers = commands.stream().map(PendingCommand::number).toList();
        transactions.add(numbers);
        long begun = System.nanoTime();
        if (broken.contains(registration.type())) {
            throw new TableFaultException("west", begun, false, "SQLState 42P01", new SQLException("", "42P01"));
        }
        if (numbers.stream().anyMatch(poison::contains) || numbers.stream().anyMatch(unlucky::remove)) {
            throw new PoisonException(Optional.empty(), new RefusedException("no"));
        }
        if (numbers.stream().anyMatch(forbidden::contains)) {
            throw new PoisonException(Optional.of("We are closed"), new RefusedException("We are closed"));
        }
        rows.addAll(numbers);
        breakers.took(registration.type(), "west");
    }

    @SuppressWarnings("unchecked")
    private static <T> Event<T> observed(List<T> told) {
        return (Event<T>) Proxy.newProxyInstance(
                BatchOnFakes.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    told.add((T) arguments[0]);
                    return CompletableFuture.completedFuture(arguments[0]);
                });
    }

    static PendingCommand message(String number) {
        SendMessage message = new SendMessage("Ada", "", "hello", LocalDate.of(2030, 3, 1), UUID.randomUUID());
        return new PendingCommand(number, message, Journey.begun(NOW));
    }

    int enter() throws Exception {
        return batch.enter(queue.table, queue.items(), List.of());
    }

    void orders(int count) {
        for (int i = 0; i < count; i++) {
            PlaceOrder order =
                    new PlaceOrder("Ada " + i, 2, LocalDateTime.of(2030, 3, 1, 19, 30), "", UUID.randomUUID());
            queue.put(new PendingCommand(number(i), order, Journey.begun(NOW)), NOW.plusMillis(i));
        }
    }

    static String number(int i) {
        return "%020x".formatted(i * 7919 % 1_000);
    }
}
