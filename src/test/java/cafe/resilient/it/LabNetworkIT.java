/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.lab.Way;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of the network and of an endpoint that moves, as a plain client sees it. */
@Tag("own-server")
class LabNetworkIT extends LabFaults {

    @Test
    void throughACutNothingComesAndWhatWasSentComesWhenItIsHealed() throws SQLException {
        String order = number();
        try (Connection client = client()) {
            lab.network().cut();

            Failure failure = failure(() -> insert(client, order));
            assertThat(failure.state()).isEqualTo("08006");
            assertThat(failure.millis()).isGreaterThan(AT_ONCE);
        }
        assertThat(endpoint("west")).endsWith(" cut");
        assertThat(failure(() -> client().close()).state()).isEqualTo("08001");
        assertThat(present(order)).isFalse();

        lab.network().heal();

        assertThat(eventually(() -> present(order))).isTrue();
        assertThat(endpoint("west")).doesNotContain("cut");
        place();
    }

    @ParameterizedTest
    @EnumSource
    void aCutOneWayLosesTheRequestOrTheAnswer(Way way) throws SQLException {
        String order = number();
        try (Connection client = client()) {
            lab.network().cut(way);

            Failure failure = failure(() -> insert(client, order));

            assertThat(failure.state()).isEqualTo("08006");
            assertThat(failure.millis()).isGreaterThan(AT_ONCE);
        }
        assertThat(endpoint("west")).endsWith(way == Way.TO_SERVER ? " cut-to-server" : " cut-to-client");
        assertThat(present(order)).isEqualTo(way == Way.TO_CLIENT);
        lab.network().heal();
        place();
    }

    /** Else he would order at a writer whose last commits were taken already, and whose region is lost now. */
    @Test
    void whoIsLoggingInThroughACutIsNotLetInWhenTheEndpointWasClosedMeanwhile() throws Exception {
        lab.network().cut(Way.TO_CLIENT);
        CompletableFuture<Failure> login = CompletableFuture.supplyAsync(() -> failure(() -> client().close()));
        assertThat(eventually(
                        () -> value(lab.writer(), "select count(*) from pg_stat_activity where state = 'starting'")
                                .equals("1")))
                .isTrue();

        lab.closeEndpoints();
        lab.network().heal();

        assertThat(login.get(30, TimeUnit.SECONDS).state()).startsWith("08");
        lab.openEndpoints();
    }

    @Test
    void aResetIsSeenAtOnceAndOnlyOnce() throws SQLException {
        try (Connection client = client()) {
            lab.network().reset();

            Failure failure = failure(() -> insert(client, number()));

            assertThat(failure.state()).isEqualTo("08006");
            assertThat(failure.millis()).isLessThan(AT_ONCE);
        }
        place();
    }

    @Test
    void aDelayIsOfEachWay() throws SQLException {
        try (Connection client = client()) {
            lab.network().delay(Duration.ofMillis(150));
            assertThat(endpoint("west")).endsWith(" delay=150ms");
            assertThat(millis(() -> insert(client, number()))).isBetween(300L, 900L);

            lab.network().heal();

            assertThat(millis(() -> insert(client, number()))).isLessThan(300);
        }
    }

    @Test
    void whatIsLostIsSentAgain() throws SQLException {
        try (Connection client = client()) {
            lab.network().loss(50);
            assertThat(endpoint("west")).endsWith(" loss=50%");
            // 40 sends: that none is lost happens once in 10^12
            assertThat(millis(() -> {
                        for (int i = 0; i < 20; i++) {
                            value(client, "select 1::text");
                        }
                    }))
                    .isGreaterThan(200L);

            lab.network().heal();

            assertThat(millis(() -> insert(client, number()))).isLessThan(300);
        }
        assertThatThrownBy(() -> lab.network().loss(100)).hasMessageContaining("1 to 50 per cent");
    }

    @Test
    void aRowIsCutHalfWay() throws SQLException {
        try (Connection client = client()) {
            lab.network().resetMidResult(1, 500);
            assertThat(endpoint("west")).endsWith(" reset-mid-result");
            assertThat(value(client, "select 'short'")).isEqualTo("short");

            Failure failure = failure(() -> value(client, "select repeat('long', 200)"));

            assertThat(failure.state()).isEqualTo("08006");
            assertThat(failure.millis()).isLessThan(AT_ONCE);
        }
        try (Connection client = client()) {
            assertThat(value(client, "select repeat('long', 200)")).hasSize(800);
        }
    }

    @Test
    void aWriterWhoseNetworkIsCutIsLeftBehindAndItsEndpointLeadsAroundTheCut() throws SQLException {
        String order = number();
        String old = lab.writer();
        try (Connection client = client()) {
            insert(client, number());

            Duration outage = lab.cutAndPromote(Duration.ofMillis(300));

            assertThat(outage).isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
            place();
            // no reset comes through a cut
            Failure failure = failure(() -> insert(client, order));
            assertThat(failure.state()).isEqualTo("08006");
            assertThat(failure.millis()).isGreaterThan(AT_ONCE);
        }
        assertThat(endpoint("west")).doesNotContain("cut");
        assertThat(endpoint(old)).endsWith(" cut");
        lab.healNetwork();
        assertThat(eventually(() -> waitsForItsStandby(old))).isTrue();
        assertThat(present(order)).isFalse();
    }

    @Test
    void anEndpointThatComesAndGoesIsThereAtTheEnd() throws Exception {
        CompletableFuture<Void> flapping = lab.flapMeanwhile(Duration.ofMillis(200), Duration.ofSeconds(1));
        int refused = 0;
        int placed = 0;
        while (!flapping.isDone()) {
            try (Connection client = client()) {
                insert(client, number());
                placed++;
            } catch (SQLException gone) {
                refused++;
            }
        }

        flapping.get();
        assertThat(refused).isPositive();
        assertThat(placed).isPositive();
        place();
    }

    @Test
    void anEndpointThatMovesLateLeadsToTheOldWriterUntilThen() throws Exception {
        CompletableFuture<Duration> outage = CompletableFuture.supplyAsync(() -> {
            lab.dnsDelay(Duration.ofSeconds(2));
            return lab.switchover();
        });

        assertThat(eventually(() -> stateOfAnInsert().equals("25006"))).isTrue();
        assertThat(endpoint("west")).endsWith(" dns-delay=2000ms");
        assertThat(outage.get()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
        lab.healNetwork();
        place();
    }

    @Test
    void aLostRegionsSuccessorIsFoundLateThroughItsEndpointAndAtOnceThroughItsInstance() throws Exception {
        lab.dnsDelay(Duration.ofSeconds(2));
        CompletableFuture<Duration> outage = CompletableFuture.supplyAsync(() -> lab.loseRegion(false));

        assertThat(eventually(
                        () -> stateOfAnInsert(lab.instance("east-a").port()).isEmpty()))
                .isTrue();
        assertThat(stateOfAnInsert(lab.endpoint("east").port())).isEqualTo("08001");
        assertThat(stateOfAnInsert(lab.instance("west-a").port())).isEqualTo("08001");
        assertThat(outage.get()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
        assertThat(stateOfAnInsert(lab.endpoint("east").port())).isEmpty();
    }

    @Test
    void anInstancesEndpointLeadsToItsNodeWhoeverIsTheWriter() throws SQLException {
        String old = lab.writer();
        assertThat(stateOfAnInsert(lab.instance(old).port())).isEmpty();

        lab.switchover();

        assertThat(stateOfAnInsert(lab.instance(old).port())).isEqualTo("25006");
        assertThat(stateOfAnInsert(lab.instance(lab.writer()).port())).isEmpty();
        lab.network(lab.writer()).cut();
        assertThat(stateOfAnInsert(lab.instance(lab.writer()).port())).isEqualTo("08001");
        place();
    }
}
