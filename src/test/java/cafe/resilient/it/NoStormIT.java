/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** A failover is no storm: what the server does to its pools and to the databases is bounded, and over when it is over. */
@ArquillianTest
class NoStormIT extends WhileCustomersOrder {

    /** Connections of an order pool and of a watch pool: see wildfly-config/add-region.cli. */
    private static final int ORDER_POOL = 20;

    private static final int WATCH_POOL = 3;

    /** However many orders fail at once, the monitor asks a region at most once in 20 ms. */
    private static final int QUESTIONS_PER_SECOND = 50;

    /** How long a fault lasts. */
    private static final Duration LASTS = Duration.ofSeconds(2);

    /** Of cafe.order.max-waiting. */
    private static final int SEATS = 200;

    /** More than may wait at once. */
    private static final int CROWD = 300;

    /** For three pages, while a crowd waits. */
    private static final Duration RESPONSIVE = Duration.ofSeconds(5);

    /** Threads that pools made and keep; two hundred waited. */
    private static final int POOLED = 16;

    /** Bytes the heap may grow meanwhile: classes and plans that were never needed before. */
    private static final long HEAP = 16 << 20;

    /** Longer than idle threads are kept: 10 s. */
    private static final Duration REST = Duration.ofSeconds(25);

    @Test
    void aFailoverFlushesThePoolOnceHoweverManyOrdersFail() throws Exception {
        assertThat(flushesDuring(() -> lab.zoneFailover(Duration.ofSeconds(1)))).isEqualTo(1);
    }

    /** The monitor finds the new writer at once, by a new connection; but the pool has those of the time before. */
    @Test
    void aPoolAtRestIsFlushedTooWhenItsWriterWasCutOff() {
        Instant begun = Instant.now();
        Cafe.management().flush("west-watch", "flush-idle"); // of several old ones, it would find it later
        Wait.until("the monitor has one to hang on", () -> connections("cafe-west-watch", begun) == 1);
        String order = order(name(), 2, "2030-03-01T19:30", "");
        assertThat(Cafe.site().postJson("/api/orders", order).statusCode()).isEqualTo(201);
        long before = flushes();

        lab.cutAndPromote(Duration.ZERO);

        Wait.until("it is flushed", () -> flushes() > before);
        assertThat(json(Cafe.site().postJson("/api/orders", order)).getInt("waitedMs"))
                .isLessThan(1_000);
    }

    @Test
    void aWriterDemotedInPlaceFlushesThePoolOnceF9() throws Exception {
        assertThat(flushesDuring(() -> {
                    lab.readOnly();
                    LockSupport.parkNanos(LASTS.toNanos());
                    lab.writable();
                }))
                .isEqualTo(1);
    }

    @Test
    void aFullDiskLeavesGoodConnectionsAloneF16() throws Exception {
        assertThat(flushesDuring(() -> {
                    lab.diskFull();
                    LockSupport.parkNanos(LASTS.toNanos());
                    lab.diskFree();
                }))
                .isZero();
    }

    /** Each question and each order takes three round trips or more, and a login takes longer than a lost writer is given in calm. */
    @Test
    void aSlowNetworkFlushesNothingAndEverybodyIsConfirmed() throws Exception {
        assertThat(flushesDuring(() -> {
                    lab.network().delay(Duration.ofMillis(150));
                    LockSupport.parkNanos(LASTS.toNanos());
                    lab.healNetwork();
                }))
                .isZero();
    }

    @Test
    void aServerThatRefusesConnectionsIsNotStormedF16() throws Exception {
        everybodyIsTakenDuring(() -> {
            lab.fillConnections(true);
            long connections = lab.endpoint("west").accepted();
            long flushes = flushes();
            LockSupport.parkNanos(LASTS.toNanos());
            // each order tries once by itself; then all wait for the monitor, which alone goes on asking
            assertThat(lab.endpoint("west").accepted() - connections)
                    .isBetween(1L, LASTS.toSeconds() * (PER_SECOND + QUESTIONS_PER_SECOND));
            // of the sessions that were ended one may be found only now (57P01); the others are refused (53300)
            assertThat(flushes() - flushes).isLessThanOrEqualTo(1);
            lab.freeConnections();
        });
    }

    @Test
    void anEndpointThatFlapsIsNotStormedF19() throws Exception {
        Duration every = Duration.ofSeconds(1);
        int openings = 2;
        long before = lab.endpoint("west").accepted();

        everybodyIsConfirmedDuring(() -> lab.flap(every, every.multipliedBy(2L * openings)));

        // whoever waited shares the pools, which fill once each time; and once more before the first and after the last
        assertThat(lab.endpoint("west").accepted() - before).isBetween(1L, (openings + 2L) * (ORDER_POOL + WATCH_POOL));
    }

    @Test
    void whatWaitingOrdersHoldIsGivenBackAndTheServerStaysResponsiveMeanwhile() throws Exception {
        everybodyIsConfirmedDuring(() -> {});
        int threads = Cafe.management().threads();
        long heap = Cafe.management().heapAfterCollection();

        everybodyIsConfirmedDuring(() -> {
            lab.zoneFailover(Duration.ofSeconds(3)); // some 60 orders wait, each in a thread
            lab.rejoin();
        });
        Set<String> numbers = threeHundredAtOnceWithoutAWriter();
        lab.restore("west");

        assertThat(numbers).hasSize(CROWD);
        Wait.until("each has its row", () -> numbers.stream().allMatch(number -> book.rows(number) == 1));
        awaitAtMost("threads", threads + POOLED, () -> Cafe.management().threads());
        assertThat(connections()).isBetween(1L, ORDER_POOL + (long) WATCH_POOL);
        assertThat(Cafe.management().heapAfterCollection()).isLessThan(heap + HEAP);
    }

    /** Their numbers. */
    private Set<String> threeHundredAtOnceWithoutAWriter() throws Exception {
        Site site = Cafe.site();
        lab.loseAll(false);
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
        try {
            long start = System.nanoTime();
            List<Future<HttpResponse<String>>> orders = Stream.generate(() ->
                            crowd.submit(() -> site.postJson("/api/orders", order(name(), 2, "2030-03-01T19:30", ""))))
                    .limit(CROWD)
                    .toList();
            Wait.until(
                    "those without a seat are answered",
                    () -> orders.stream().filter(Future::isDone).count() >= CROWD - SEATS);
            assertThat(json(site.postJson("/api/orders", order(name(), 2, "2030-03-01T19:30", "no seat")))
                            .getInt("waitedMs"))
                    .as("without a seat nobody waits")
                    .isLessThan(1_000);
            assertThat(site.get("/menu.xhtml").statusCode()).isEqualTo(200);
            assertThat(site.get("/ready").statusCode()).isEqualTo(200);
            Site health = new Site(Integer.getInteger("cafe.management.port"));
            assertThat(health.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(RESPONSIVE);
            Set<String> numbers = new HashSet<>();
            for (Future<HttpResponse<String>> order : orders) {
                assertThat(order.get().statusCode()).isEqualTo(202);
                numbers.add(json(order.get()).getString("number"));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Customers.LONGEST);
            return numbers;
        } finally {
            crowd.shutdownNow();
        }
    }

    private long flushesDuring(Fault fault) throws Exception {
        AtomicLong before = new AtomicLong();
        everybodyIsConfirmedDuring(() -> {
            before.set(flushes());
            fault.happen();
        });
        return flushes() - before.get();
    }

    /** A writer that has held for a second ends the outage of the test before; it is asked each quarter of one. */
    @Override
    int ordersBefore() {
        return 2 * PER_SECOND;
    }

    private static void awaitAtMost(String what, int most, IntSupplier figure) {
        long end = System.nanoTime() + REST.toNanos();
        while (figure.getAsInt() > most && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000_000);
        }
        assertThat(figure.getAsInt()).as(what).isLessThanOrEqualTo(most);
    }

    /** As operators read it. */
    private static long flushes() {
        return Cafe.logged("UDP0204");
    }

    private long connections() {
        return connections("cafe-%", Instant.EPOCH);
    }

    /** To the writer, of the pools of that name, and made since then. */
    private long connections(String pool, Instant since) {
        return Cafe.sessions(lab.writer(), "application_name like '" + pool + "' and backend_start >= ?", since);
    }
}
