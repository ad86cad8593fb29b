/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.PendingCommand;
import cafe.resilient.platform.SomeSettings;
import cafe.resilient.platform.queue.FakeTable;
import cafe.resilient.platform.queue.QueueItem;
import cafe.resilient.platform.queue.QueueTable;
import cafe.resilient.platform.queue.TransactionQueue;
import cafe.resilient.platform.region.WriterMonitor;
import cafe.resilient.platform.report.KnownFaults;
import cafe.resilient.platform.report.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When the replay enters something, in which order, and who does. */
class ReplayTest {

    private static final Instant NOW = Instant.parse("2030-03-01T18:30:00Z");

    private final FakeTable table = new FakeTable();
    private final List<List<String>> batches = new ArrayList<>();
    private Optional<String> writer = Optional.of("west");
    private Runnable meanwhile = () -> {};
    private boolean handled;
    private final Replay replay = replay(true);

    private Replay replay(boolean enabled) {
        Replay replay = new Replay();
        replay.metrics = new Metrics(new SimpleMeterRegistry());
        replay.queue = new TransactionQueue() {
            @Override
            public List<QueueTable> tables() {
                return List.of(table.table);
            }
        };
        replay.monitor = new WriterMonitor() {
            @Override
            public Optional<String> writer() {
                return writer;
            }
        };
        replay.batch = new Batch() {
            @Override
            void begin() {
                // nothing is held up
            }

            @Override
            void begin(QueueTable table) {
                meanwhile.run();
            }

            @Override
            int enter(QueueTable table, List<QueueItem> items, List<QueueItem> behind) {
                batches.add(items.stream().map(QueueItem::number).toList());
                return items.size();
            }
        };
        replay.registry = new CommandRegistry() {
            @Override
            public Optional<Registration> of(String type) {
                return Optional.of(new Registration(null, PlaceOrder.class, "orders", Map.of(), handled));
            }
        };
        replay.faults = new KnownFaults();
        replay.settings = SomeSettings.replaying(enabled);
        replay.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return replay;
    }

    @Test
    void theOldestGoFirstABatchAtATime() {
        for (int i = 0; i < 250; i++) {
            put("%020x".formatted(1_000 - i), NOW.minusSeconds(1_000 - i)); // the oldest has the greatest number
        }

        replay.run();

        assertThat(batches).extracting(List::size).containsExactly(100, 100, 50);
        assertThat(batches.get(0).get(0)).isEqualTo("%020x".formatted(1_000));
        assertThat(batches.get(2).get(49)).isEqualTo("%020x".formatted(751));
    }

    @Test
    void withoutAWriterNothingIsTaken() {
        put("a", NOW);
        writer = Optional.empty();

        replay.run();

        assertThat(batches).isEmpty();
        assertThat(table.leases).as("nor is another server kept from it").isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void whileAnotherServerHasTheLeaseNothingIsTaken() {
        put("a", NOW);
        table.leases = 0;

        replay.run();

        assertThat(batches).isEmpty();
    }

    @Test
    void aServerThatIsNotToReplayDoesNot() {
        put("a", NOW);

        replay(false).run();

        assertThat(batches).isEmpty();
    }

    @Test
    void aServerThatStopsTakesNoMore() {
        put("a", NOW);
        replay.stop();

        replay.run();

        assertThat(batches).isEmpty();
    }

    @Test
    void onePassAtATime() {
        put("a", NOW);
        meanwhile = replay::run; // of a second timer

        replay.run();

        assertThat(batches).hasSize(1);
    }

    /** Its call may still take its copy back; what came after it could depend on it. */
    @Test
    void whatAHandlerDoesWaitsForWhatCameBeforeItAndIsHeld() {
        handled = true;
        put("c", NOW.minusSeconds(1));
        put("a", NOW.minusSeconds(3));
        table.hold(order("b", NOW.minusSeconds(2)), NOW.plusSeconds(1));

        replay.run();

        assertThat(batches).containsExactly(List.of("a"));
    }

    @Test
    void rowsDoNotWaitForWhatIsHeld() {
        put("c", NOW.minusSeconds(1));
        table.hold(order("b", NOW.minusSeconds(2)), NOW.plusSeconds(1));

        replay.run();

        assertThat(batches).containsExactly(List.of("c"));
    }

    private void put(String number, Instant at) {
        table.put(order(number, at), NOW);
    }

    private static PendingCommand order(String number, Instant at) {
        PlaceOrder order = new PlaceOrder("Ada", 2, LocalDateTime.of(2030, 3, 1, 19, 30), "", UUID.randomUUID());
        return new PendingCommand(number, order, Journey.begun(at));
    }
}
