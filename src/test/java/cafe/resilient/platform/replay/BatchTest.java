/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.message.SendMessage;
import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.failover.Breakers;
import cafe.resilient.platform.queue.FakeTable;
import cafe.resilient.platform.report.KnownFaults;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
        FailedCommands failed = new FailedCommands();
        failed.breakers = breakers;
        failed.faults = faults;
        failed.deadLetters = deadLetters;
        batch.registry = new CommandRegistry() {
            @Override
            public Optional<Registration> of(String type) {
                return Optional.of(type.equals("PlaceOrder") ? PlaceOrder.class : SendMessage.class)
                        .map(command -> new Registration(null, command, "cafe." + type));
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
            throw new PoisonException(new RefusedException("no"));
        }
        rows.addAll(numbers);
        breakers.took(registration.type(), "west");
    }

    @Test
    void whatATableTakesIsEnteredAtOnceAndDeleted() throws Exception {
        orders(100);

        assertThat(enter()).isEqualTo(100);

        assertThat(transactions).hasSize(1);
        assertThat(transactions.get(0))
                .as("in the order in which all servers enter them")
                .isSorted();
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
    void whatIsRefusedOnceOnlyIsNoPoison() throws Exception {
        orders(1);
        unlucky.add(number(0));

        assertThat(enter()).isEqualTo(1);

        assertThat(queue.aside).isEmpty();
    }

    @Test
    void aTableThatTakesNothingKeepsItsOwnCommandsWaitingAndNobodyElses() throws Exception {
        orders(50);
        queue.put(
                new PendingCommand(
                        "ffff",
                        new SendMessage("Ada", "", "hello", LocalDate.of(2030, 3, 1), UUID.randomUUID()),
                        Journey.begun(NOW)),
                NOW);
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
