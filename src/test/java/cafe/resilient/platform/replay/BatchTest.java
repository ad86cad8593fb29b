/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.message.SendMessage;
import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandRefused;
import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.failover.Breakers;
import cafe.resilient.platform.queue.FakeTable;
import cafe.resilient.platform.queue.QueueItem;
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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of each queued command, for each way in which a table does not take them. */
class BatchTest {

    private static final Instant NOW = Instant.parse("2030-03-01T18:30:00Z");

    private final FakeTable queue = new FakeTable();
    private final Breakers breakers = new Breakers(new KnownFaults());
    private final Batch batch = new Batch();

    /** Numbers of commands that their table refuses, and of those that it refuses once. */
    private final Set<String> poison = new HashSet<>();

    private final Set<String> unlucky = new HashSet<>();

    /** Numbers of those that a rule of the application refuses. */
    private final Set<String> forbidden = new HashSet<>();

    private final List<CommandRefused> told = new ArrayList<>();

    /** Types with a handler. */
    private final Set<String> handled = new HashSet<>();

    /** Types whose table takes nothing. */
    private final Set<String> broken = new HashSet<>();

    /** Each transaction that was tried, by the numbers in it. */
    private final List<List<String>> transactions = new ArrayList<>();

    private final Set<String> rows = new HashSet<>();

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

    @Test
    void whatATableTakesIsEnteredAtOnceAndDeleted() throws Exception {
        orders(100);

        assertThat(enter()).isEqualTo(100);

        assertThat(transactions).hasSize(1);
        assertThat(queue.waiting).isEmpty();
    }

    @Test
    void onePoisonInAHundredIsADeadLetterAndAllOthersGoIn() throws Exception {
        orders(100);
        poison.add(number(37));

        assertThat(enter()).isEqualTo(99);

        assertThat(rows).hasSize(99).doesNotContain(number(37));
        assertThat(queue.waiting).isEmpty();
        assertThat(queue.aside).containsOnlyKeys(number(37));
        assertThat(queue.aside.get(number(37))).contains("RefusedException");
        assertThat(transactions).as("found by halves").hasSizeLessThan(20);
    }

    @Test
    void whatARuleOfTheApplicationRefusesIsADeadLetterWithItsReasonAndTheApplicationIsTold() throws Exception {
        orders(10);
        forbidden.add(number(3));

        assertThat(enter()).isEqualTo(9);

        assertThat(queue.aside).containsOnlyKeys(number(3));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).number()).isEqualTo(number(3));
        assertThat(told.get(0).command()).isInstanceOf(PlaceOrder.class);
        assertThat(told.get(0).reason()).isEqualTo("We are closed");
    }

    @Test
    void whatIsEnteredTogetherIsEnteredInTheOrderItCameIn() throws Exception {
        orders(10);
        List<QueueItem> items = new ArrayList<>(queue.items());
        Collections.reverse(items);

        batch.enter(queue.table, items, List.of());

        assertThat(transactions)
                .containsExactly(items.stream().map(QueueItem::number).toList());
    }

    /** The message came between two orders. */
    @Test
    void whereHandlersHaveAPartInItNothingOvertakesWhatCameBefore() throws Exception {
        orders(2);
        List<QueueItem> orders = queue.items();
        queue.put(message("ffff"), NOW);
        QueueItem message = queue.waiting.get("ffff");
        List<QueueItem> items = List.of(orders.get(0), message, orders.get(1));

        handled.add("SendMessage");
        batch.enter(queue.table, items, List.of());

        assertThat(transactions)
                .containsExactly(
                        List.of(orders.get(0).number()),
                        List.of("ffff"),
                        List.of(orders.get(1).number()));
    }

    @Test
    void rowsAloneShareTheirTransactionsWhateverCameBetween() throws Exception {
        orders(2);
        List<QueueItem> orders = queue.items();
        queue.put(message("ffff"), NOW);

        batch.enter(queue.table, List.of(orders.get(0), queue.waiting.get("ffff"), orders.get(1)), List.of());

        assertThat(transactions).hasSize(2);
    }

    @Test
    void fewAreHandledInOneTransaction() throws Exception {
        handled.add("PlaceOrder");
        orders(25);

        assertThat(enter()).isEqualTo(25);

        assertThat(transactions).extracting(List::size).containsExactly(10, 10, 5);
    }

    @Test
    void whatIsRefusedOnceOnlyIsNoPoison() throws Exception {
        orders(1);
        unlucky.add(number(0));

        assertThat(enter()).isEqualTo(1);

        assertThat(queue.aside).isEmpty();
    }

    @Test
    void aTableThatTakesNothingKeepsItsOwnCommandsWaitingAndNobodyElses() throws Exception {
        orders(50);
        queue.put(message("ffff"), NOW);
        broken.add("PlaceOrder");

        assertThat(enter()).isEqualTo(1);

        assertThat(rows).containsExactly("ffff");
        assertThat(queue.waiting).hasSize(50);
        assertThat(queue.aside).isEmpty();
        assertThat(transactions).as("all, two of them, and the message").hasSize(4);
        assertThat(breakers.isClosed("PlaceOrder", "west")).isFalse();
    }

    @Test
    void itsCommandsAreNotTriedAgainInTheSamePass() throws Exception {
        orders(50);
        broken.add("PlaceOrder");
        enter();
        int tried = transactions.size();

        enter();
        assertThat(transactions).hasSize(tried);

        broken.clear();
        batch.begin(queue.table);
        assertThat(enter()).as("in the next they are").isEqualTo(50);
    }

    @Test
    void whoseLeaseIsTakenOverStops() {
        orders(100);
        poison.add(number(37));
        queue.leases = 1;

        assertThatThrownBy(this::enter).isInstanceOf(NoWriterException.class).hasMessageContaining("taken");

        assertThat(queue.aside).isEmpty();
        assertThat(queue.waiting).as("one half is in").hasSizeBetween(50, 100);
    }

    /** A message to the registry, whose fields are others. */
    public record OfAnotherVersion(String who, UUID submission) implements Command {}

    @Test
    void whatCannotBeReadStaysAndHoldsUpNobody() throws Exception {
        orders(2);
        queue.put(new PendingCommand("eeee", new OfAnotherVersion("Ada", UUID.randomUUID()), Journey.begun(NOW)), NOW);

        assertThat(enter()).isEqualTo(2);

        assertThat(queue.waiting).containsOnlyKeys("eeee");
        assertThat(queue.aside).as("three failures make it poison, not one").isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <T> Event<T> observed(List<T> told) {
        return (Event<T>) Proxy.newProxyInstance(
                BatchTest.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    told.add((T) arguments[0]);
                    return CompletableFuture.completedFuture(arguments[0]);
                });
    }

    private static PendingCommand message(String number) {
        SendMessage message = new SendMessage("Ada", "", "hello", LocalDate.of(2030, 3, 1), UUID.randomUUID());
        return new PendingCommand(number, message, Journey.begun(NOW));
    }

    private int enter() throws Exception {
        return batch.enter(queue.table, queue.items(), List.of());
    }

    private void orders(int count) {
        for (int i = 0; i < count; i++) {
            PlaceOrder order =
                    new PlaceOrder("Ada " + i, 2, LocalDateTime.of(2030, 3, 1, 19, 30), "", UUID.randomUUID());
            queue.put(new PendingCommand(number(i), order, Journey.begun(NOW)), NOW.plusMillis(i));
        }
    }

    private static String number(int i) {
        return "%020x".formatted(i * 7919 % 1_000);
    }
}
