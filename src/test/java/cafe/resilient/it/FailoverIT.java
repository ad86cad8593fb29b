/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Cafe.requireLogged;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** An order survives its zone and its region: every customer is confirmed, none sends twice, none waits too long. */
@ArquillianTest
class FailoverIT extends WhileCustomersOrder {

    @Test
    void zoneFailoverAtOnceF1() throws Exception {
        everybodyIsConfirmedDuring(() -> lab.zoneFailover(Duration.ZERO));

        requireLogged("UDP0204", "west");
    }

    @Test
    void zoneFailoverAfterThreeSecondsF1() throws Exception {
        everybodyIsConfirmedDuring(() -> lab.zoneFailover(Duration.ofSeconds(3)));
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
    void aWriterDemotedInPlaceF9() throws Exception {
        everybodyIsConfirmedDuring(() -> {
            lab.readOnly();
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            lab.writable();
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
        return Cafe.sessions(
                node, "application_name = 'cafe-west' and wait_event = 'SyncRep' and query_start >= ?", since);
    }
}
