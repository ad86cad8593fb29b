/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.Way;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order survives its zone and its region: every customer is confirmed, none sends twice, none waits too long. */
@ArquillianTest
class FailoverIT {

    private static final int PER_SECOND = 20;

    private final Lab lab = Cafe.lab();
    private final Book book = Cafe.book();

    /** What is done to the databases while customers order. */
    private interface Fault {
        void happen();
    }

    /** What must be true of the customers afterwards. */
    private interface Check {
        void of(Customers customers) throws Exception;
    }

    @AfterEach
    void heal() {
        lab.healNetwork();
        if (lab.status().stream().anyMatch(line -> line.contains(" frozen "))) {
            lab.thaw();
        }
        lab.restore("west");
    }

    @Test
    void zoneFailoverAtOnceF1() throws Exception {
        everybodyIsConfirmedDuring(() -> lab.zoneFailover(Duration.ZERO));
    }

    @Test
    void zoneFailoverAfterThreeSecondsF1() throws Exception {
        everybodyIsConfirmedDuring(() -> lab.zoneFailover(Duration.ofSeconds(3)));
    }

    @Test
    void plannedSwitchover() throws Exception {
        everybodyIsConfirmedDuring(lab::switchover);
    }

    @Test
    void fastStopF2() throws Exception {
        everybodyIsConfirmedDuring(() -> lab.fastStop(Duration.ofSeconds(1)));
    }

    @Test
    void immediateStopF3() throws Exception {
        everybodyIsConfirmedDuring(() -> lab.immediateStop(Duration.ofSeconds(1)));
    }

    @Test
    void freezeThenPromotionThenThawOfTheOldWriterF4() throws Exception {
        everybodyIsConfirmedDuring(() -> {
            lab.freezeAndPromote(Duration.ofSeconds(2));
            lab.thaw();
        });
    }

    @Test
    void freezeWithoutPromotionThenThawF4() throws Exception {
        everybodyIsConfirmedDuring(() -> {
            lab.freeze(lab.writer());
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos()); // how long the fault lasts
            lab.thaw();
        });
    }

    @Test
    void twoFailoversInARowF11() throws Exception {
        everybodyIsConfirmedDuring(() -> {
            lab.zoneFailover(Duration.ZERO);
            lab.rejoin();
            lab.zoneFailover(Duration.ZERO);
        });
    }

    @Test
    void theLossOfARegionAndTheWayBackF12() throws Exception {
        everybodyIsConfirmedDuring(() -> {
            lab.loseRegion(false);
            lab.restore("west");
        });
    }

    @Test
    void aNetworkThatSwallowsEverythingF5() throws Exception {
        everybodyIsConfirmedDuring(() -> {
            lab.network("west").cut(Way.TO_SERVER, Way.TO_CLIENT);
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            lab.network("west").heal();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNetworkThatSwallowsOneWayOnlyF5(Way way) throws Exception {
        everybodyIsConfirmedDuring(() -> {
            lab.network("west").cut(way);
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            lab.network("west").heal();
        });
    }

    @Test
    void aResetInTheMiddleOfAResultF6() throws Exception {
        String number = json(Cafe.site().postJson("/api/orders", order(name(), 2, "2030-03-01T19:30", "")))
                .getString("number");
        everybodyIsConfirmedDuring(() -> {
            lab.network("west").resetMidResult(3, 8);
            // an order has no result in peace; a look-up has, and is tried again as an order is
            Wait.until("the traps sprang", () -> {
                assertThat(Cafe.site().get("/api/orders/" + number).statusCode())
                        .isEqualTo(200);
                return lab.network("west").words().isEmpty();
            });
        });
    }

    @Test
    void aLostReplyToCommitF7() throws Exception {
        everybodyIsConfirmedDuring(() -> lab.network("west").commitLost(5, false));
    }

    @Test
    void aLostRequestToCommitF7() throws Exception {
        everybodyIsConfirmedDuring(() -> lab.network("west").commitRequestLost(5, false));
    }

    @Test
    void aReplyToCommitThatNeverComesF7() throws Exception {
        everybodyIsConfirmedDuring(() -> lab.network("west").commitLost(2, true));
    }

    @Test
    void aWriterDemotedInPlaceF9() throws Exception {
        everybodyIsConfirmedDuring(() -> {
            lab.readOnly();
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            lab.writable();
        });
    }

    @Test
    void aFullDiskF16() throws Exception {
        everybodyIsConfirmedDuring(() -> {
            lab.diskFull();
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            lab.diskFree();
        });
    }

    /** Until the last of the connections is free again, that may last longer than anybody may wait. */
    @Test
    void noConnectionToSpareF16() throws Exception {
        everybodyIsTakenDuring(() -> {
            lab.fillConnections(true); // takes seconds itself, in which there are fewer and fewer
            lab.freeConnections();
        });
    }

    /** Only after a planned change is there somebody to lead to: the old writer, which is a standby by then. */
    @Test
    void anEndpointThatLeadsToTheOldWriterF10() throws Exception {
        lab.dnsDelay(Duration.ofSeconds(2));
        try {
            everybodyIsConfirmedDuring(lab::switchover);
        } finally {
            lab.dnsDelay(Duration.ZERO);
        }
    }

    /** The delay is less than the 2 s after which the server ends a transaction whose COMMIT does not come. */
    @Test
    void aCommitThatArrivesAfterThePromotionF8() throws Exception {
        int commits = 3;
        Duration late = Duration.ofMillis(1_500);
        String old = lab.writer();
        everybodyIsConfirmedDuring(() -> {
            Instant earliest = Instant.now().plus(late);
            lab.network("west").commitDelayed(commits, late);
            Wait.until("the traps sprang", () -> lab.network("west").words().isEmpty());
            lab.freezeAndPromote(Duration.ZERO);
            lab.thaw();
            assertThat(Instant.now()).as("the promotion came first").isBefore(earliest);
            Wait.within(
                    Duration.ofSeconds(4),
                    "they arrived at the old writer, and wait for the standby it no longer has",
                    () -> waitingForTheStandby(old, earliest) == commits);
        });
    }

    /** Orders whose COMMIT reached that node then or later. */
    private long waitingForTheStandby(String node, Instant since) {
        try (Connection direct = lab.connect(node, "postgres");
                PreparedStatement count = direct.prepareStatement(
                        "select count(*) from pg_stat_activity where application_name = 'cafe-west'"
                                + " and wait_event = 'SyncRep' and query_start >= ?")) {
            count.setObject(1, since.atOffset(ZoneOffset.UTC));
            try (ResultSet result = count.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A writer that holds for long enough ends the outage, so each new one finds everybody's patience whole. */
    @Test
    void anEndpointThatFlapsEveryThreeSecondsF19() throws Exception {
        everybodyIsConfirmedDuring(() -> lab.flap(Duration.ofSeconds(3), Duration.ofSeconds(30)));
    }

    /** One that never holds for long is one outage, longer than anybody may wait: who comes late in it is queued. */
    @Test
    void anEndpointThatFlapsEverySecondF19() throws Exception {
        everybodyIsTakenDuring(() -> lab.flap(Duration.ofSeconds(1), Duration.ofSeconds(8)));
    }

    @Test
    void aRegionItsAdministratorDisablesIsDrainedLiveAndComesBack() throws Exception {
        everybodyIsConfirmedDuring(() -> {
            Cafe.enable("west", false);
            // within 2 s; then a second in which at other times there are twenty
            long rows = awaitNoMoreRows(Duration.ofSeconds(1), Duration.ofMillis(3_500));
            Cafe.enable("west", true);
            Wait.within(Duration.ofSeconds(2), "orders go there again", () -> book.rows() > rows);
        });
    }

    /** Until there has been no new one for that long; answers how many there are. */
    private long awaitNoMoreRows(Duration still, Duration within) {
        AtomicLong rows = new AtomicLong(-1);
        AtomicLong since = new AtomicLong();
        Wait.within(within, "no new order goes there", () -> {
            long now = book.rows();
            if (rows.getAndSet(now) != now) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > still.toNanos();
        });
        return rows.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flush-all", "flush-idle", "flush-gracefully", "flush-invalid"})
    void anAdministratorWhoFlushesThePoolByHand(String flush) throws Exception {
        everybodyIsConfirmedDuring(() -> {
            for (int i = 0; i < 50; i++) {
                Cafe.management().flush("west", flush);
            }
        });
    }

    private void everybodyIsTakenDuring(Fault fault) throws Exception {
        customersOrderDuring(fault, customers -> customers.requireAllTaken(book));
    }

    private void everybodyIsConfirmedDuring(Fault fault) throws Exception {
        customersOrderDuring(fault, customers -> {
            customers.requireAllConfirmed(book);
            assertThat(lab.network("west").words())
                    .as("traps that hit no order")
                    .isEmpty();
        });
    }

    private static void customersOrderDuring(Fault fault, Check check) throws Exception {
        try (Customers customers = new Customers(Cafe.site(), PER_SECOND)) {
            customers.awaitAnswers(PER_SECOND);

            fault.happen();

            customers.awaitAnswers(2 * PER_SECOND);
            check.of(customers);
        }
    }
}
