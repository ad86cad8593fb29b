/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A failover is no storm: what the server does to its pools and to the databases is bounded, and over when it is over. */
@ArquillianTest
class NoStormIT {

    private static final int PER_SECOND = 20;

    /** Connections of an order pool and of a watch pool: see wildfly-config/add-region.cli. */
    private static final int ORDER_POOL = 20;

    private static final int WATCH_POOL = 3;

    /** However many orders fail at once, the watch asks a region at most once in 20 ms. */
    private static final int QUESTIONS_PER_SECOND = 50;

    /** Longer than idle threads are kept: 60 s. */
    private static final Duration REST = Duration.ofSeconds(75);

    private final Lab lab = Cafe.lab();

    @AfterEach
    void heal() {
        lab.restore("west");
    }

    @Test
    void aFailoverFlushesThePoolOnceHoweverManyOrdersFail() throws Exception {
        long before = flushes();

        duringOrders(() -> lab.zoneFailover(Duration.ofSeconds(1)));

        assertThat(flushes() - before).isEqualTo(1);
    }

    @Test
    void aServerThatRefusesConnectionsIsNotStormedF16() throws Exception {
        int seconds = 2;

        duringOrders(() -> {
            lab.fillConnections(true);
            long before = lab.endpoint("west").accepted();
            LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos()); // how long the fault lasts
            // each order tries once by itself; then all wait for the watch, which alone goes on asking
            assertThat(lab.endpoint("west").accepted() - before)
                    .isBetween(1L, (long) seconds * (PER_SECOND + QUESTIONS_PER_SECOND));
            lab.freeConnections();
        });
    }

    @Test
    void anEndpointThatFlapsIsNotStormedF19() throws Exception {
        Duration every = Duration.ofSeconds(1);
        int openings = 3;
        long before = lab.endpoint("west").accepted();

        duringOrders(() -> lab.flap(every, every.multipliedBy(2L * openings)));

        // whoever waited shares the pools, which fill once each time; and once more before the first and after the last
        assertThat(lab.endpoint("west").accepted() - before).isBetween(1L, (openings + 2L) * (ORDER_POOL + WATCH_POOL));
    }

    @Test
    void threadsAndConnectionsAreGivenBack() throws Exception {
        duringOrders(() -> {});
        int threads = Cafe.management().threads();

        duringOrders(() -> {
            lab.zoneFailover(Duration.ofSeconds(3)); // some 60 orders wait, each in a thread
            lab.rejoin();
        });

        awaitAtMost("threads", threads, () -> Cafe.management().threads());
        assertThat(connections()).isBetween(1, ORDER_POOL + WATCH_POOL);
    }

    private void duringOrders(Runnable fault) throws Exception {
        try (Customers customers = new Customers(Cafe.site(), PER_SECOND)) {
            customers.awaitAnswers(PER_SECOND);

            fault.run();

            customers.awaitAnswers(2 * PER_SECOND);
            customers.requireAllConfirmed(Cafe.book());
        }
    }

    private static void awaitAtMost(String what, int most, IntSupplier figure) {
        long end = System.nanoTime() + REST.toNanos();
        while (figure.getAsInt() > most && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000_000);
        }
        assertThat(figure.getAsInt()).as(what).isLessThanOrEqualTo(most);
    }

    /** UDP0204, as operators read it. */
    private static long flushes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(System.getProperty("cafe.log")))) {
            return lines.filter(line -> line.contains("UDP0204")).count();
        }
    }

    private int connections() throws SQLException {
        try (Connection connection = lab.connect(lab.writer(), "postgres");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where usename = 'cafe_app' and application_name like 'cafe-%'")) {
            result.next();
            return result.getInt(1);
        }
    }
}
