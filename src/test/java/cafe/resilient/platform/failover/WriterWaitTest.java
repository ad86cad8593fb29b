/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.SomeSettings;
import cafe.resilient.platform.pool.FakePools;
import cafe.resilient.platform.region.WriterMonitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** When a call suspects a writer, flushes a pool, and how long it waits. */
class WriterWaitTest {

    private final PlatformSettings settings = SomeSettings.maxWaiting(2);
    private final FakePools pools = new FakePools();
    private final Monitor monitor = new Monitor();
    private final WriterWait wait = new WriterWait(monitor, pools, new Bulkhead(settings), settings);
    private final Deadline deadline = Deadline.in(SomeSettings.BUDGET);

    /** Proves the writer that a test wants. */
    private static final class Monitor extends WriterMonitor {

        private Optional<String> writer = Optional.empty();
        private String proved = "east";
        private OptionalLong outage = OptionalLong.empty();
        private final List<String> suspected = new ArrayList<>();
        private final List<Deadline> waits = new ArrayList<>();
        private Runnable meanwhile = () -> {};

        @Override
        public Optional<String> writer(long since) {
            return writer;
        }

        @Override
        public OptionalLong outageSince() {
            return outage;
        }

        @Override
        public Optional<String> awaitWriter(long since, Deadline inDoubt, Deadline inOutage) {
            waits.add(inOutage);
            meanwhile.run();
            return Optional.ofNullable(proved);
        }

        @Override
        public void suspect(String region, long since, boolean hard) {
            suspected.add(region + (hard ? " hard" : " soft"));
        }
    }

    @Test
    void whoseWriterIsProvedDoesNotWait() {
        monitor.writer = Optional.of("west");

        assertThat(wait.writer(deadline)).contains("west");
        assertThat(monitor.waits).isEmpty();
    }

    @Test
    void aFaultThatEndsItsConnectionFlushesThePoolAndSuspectsTheWriter() {
        assertThat(wait.afterFault(attempt(), true)).contains("east");

        assertThat(monitor.suspected).containsExactly("west hard");
        assertThat(pools.flushed).containsExactly("west");
    }

    @Test
    void aFaultThatDoesNotFlushesNothing() {
        assertThat(wait.afterFault(attempt(), false)).contains("east");

        assertThat(monitor.suspected).containsExactly("west soft");
        assertThat(pools.flushed).isEmpty();
    }

    /** A flush takes connections from those who use them: that says nothing of the writer. */
    @Test
    void whoFailsByAFlushSuspectsNobody() {
        pools.flushing = true;
        monitor.writer = Optional.of("west");

        assertThat(wait.afterFault(attempt(), true)).contains("west");

        assertThat(monitor.suspected).isEmpty();
    }

    @Test
    void theTimeToWaitCountsFromTheOutagesStart() {
        Duration ago = Duration.ofSeconds(4);
        monitor.outage = OptionalLong.of(System.nanoTime() - ago.toNanos());

        wait.writer(deadline);

        assertThat(Duration.ofNanos(monitor.waits.get(0).left()))
                .isLessThan(SomeSettings.BUDGET.minus(SomeSettings.RESERVE).minus(ago))
                .isPositive();
    }

    @Test
    void inAnOutageThatIsKnownForLongNobodyWaits() {
        monitor.outage = OptionalLong.of(System.nanoTime() - SomeSettings.BUDGET.toNanos());

        wait.writer(deadline);

        assertThat(monitor.waits.get(0).passed()).isTrue();
    }

    @Test
    void theLaterOfTwoGivesUpSoonerAndTheThirdDoesNotWait() {
        List<Optional<String>> third = new ArrayList<>();
        monitor.meanwhile = () -> {
            monitor.meanwhile = () -> third.add(wait.writer(deadline));
            wait.writer(deadline);
        };

        wait.writer(deadline);

        assertThat(monitor.waits).hasSize(2);
        assertThat(monitor.waits.get(1).end()).isLessThan(monitor.waits.get(0).end());
        assertThat(third).containsExactly(Optional.empty());
    }

    @Test
    void whatIsNoPartOfTheBulkheadWaitsAllTheSame() {
        List<Optional<String>> third = new ArrayList<>();
        monitor.meanwhile = () -> {
            monitor.meanwhile = () -> {
                monitor.meanwhile = () -> {};
                third.add(wait.writerWithin(Duration.ofSeconds(1)));
            };
            wait.writer(deadline);
        };

        wait.writer(deadline);

        assertThat(third).containsExactly(Optional.of("east"));
    }

    private Attempt attempt() {
        return new Attempt("west", 0, Journey.begun(Instant.EPOCH), deadline);
    }
}
