/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Way;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults that no other server is promoted for: every customer is confirmed, or queued if nobody may wait so long. */
@ArquillianTest
class StoreFaultsIT extends WhileCustomersOrder {

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
}
