/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.lab.LabException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the lab is, and the drills of a zone: each does what it says, to real servers. */
@Tag("own-server")
class LabIT extends LabDrills {

    @Test
    void everyNodeBindsTheLoopbackInterfaceAndSaysWhatItIs() throws SQLException {
        assertThat(lab.status()).hasSize(10);
        assertThat(lab.status().get(0)).startsWith("west west-").contains(" running ");
        assertThat(lab.status()).filteredOn(line -> line.contains(" writer ")).hasSize(1);
        assertThat(lab.status())
                .filteredOn(line -> line.contains(" sync-standby running "))
                .hasSize(1);
        assertThat(value(lab.writer(), "postgres", "show listen_addresses")).isEqualTo("127.0.0.1");
    }

    @Test
    void theApplicationMayPlaceAnOrderAndNoMore() throws SQLException {
        place("west");

        assertThat(place("west")).isPositive();
        assertThat(value("west", "app", "show lock_timeout")).isEqualTo("1s");
        assertThat(value("west", "app", "show idle_in_transaction_session_timeout"))
                .isEqualTo("2s");
        for (String forbidden : List.of(
                "delete from ordersraw",
                "truncate ordersraw",
                "update ordersraw set ordrppl = 1",
                "select ordrname from ordersraw",
                "select * from ordersraw",
                "select placed_at from ordersraw",
                "insert into ordersraw(ordrdgst, ordrname, ordrppl, ordrdttm, submission, placed_at)"
                        + " values ('1', 'Ada', 2, now(), gen_random_uuid(), now())",
                "insert into ordersraw(ordrid, ordrdgst, ordrname, ordrppl, ordrdttm, submission)"
                        + " overriding system value values (1, '1', 'Ada', 2, now(), gen_random_uuid())",
                "insert into ordersraw(ordrdgst, ordrname, ordrppl, ordrdttm, submission)"
                        + " values ('1', 'Ada', 2, now(), gen_random_uuid()) returning ordrname",
                "select text from messages",
                "select email from messages",
                "insert into messages(number, name, text, day, submission, journey, placed_at)"
                        + " values ('1', 'Ada', '', now(), gen_random_uuid(), '[]', now())",
                "update messages set text = ''",
                "delete from messages",
                "update heartbeat set one = true",
                "insert into heartbeat default values",
                "delete from heartbeat",
                "select * from flyway_schema_history",
                "create table mine ()",
                "create temporary table mine ()",
                "create table public.mine ()")) {
            assertThatThrownBy(() -> run("west", "app", forbidden))
                    .as(forbidden)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> java.sql.DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:"
                                        + lab.endpoint("west").port() + "/cafedb",
                                "cafe_app",
                                "wrong")
                        .close())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void aRegionWithoutTheWriterIsReadOnly() {
        assertThatThrownBy(() -> place("east"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
    }

    @Test
    void zoneFailoverMovesTheWriterAndKeepsEveryRow() throws SQLException {
        String before = lab.writer();
        place("west");

        Duration outage = lab.zoneFailover(Duration.ZERO);

        assertThat(outage).isPositive().isLessThan(SHORT);
        assertThat(lab.writer()).isNotEqualTo(before);
        assertThat(stateOf(before)).isEqualTo("down");
        place("west");
        assertKept("west");
    }

    @Test
    void theGivenTimePassesBeforeThePromotion() {
        assertThat(lab.zoneFailover(Duration.ofSeconds(1))).isBetween(Duration.ofSeconds(1), SHORT);
    }

    @Test
    void aSecondFailoverWaitsForTheRejoin() throws SQLException {
        lab.zoneFailover(Duration.ZERO);
        String alone = lab.writer();

        assertThatThrownBy(() -> lab.zoneFailover(Duration.ZERO))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("rejoin");
        assertThat(lab.writer()).isEqualTo(alone);
        place("west");
    }

    @Test
    void tenFailoversInARowLoseNothingAndEndInSyncEachTime() throws SQLException {
        for (int round = 0; round < 10; round++) {
            place("west");
            lab.zoneFailover(Duration.ZERO);
            lab.rejoin();
            assertThat(lab.status())
                    .filteredOn(line -> line.contains(" sync-standby running "))
                    .hasSize(1);
        }

        assertKeptEverywhere();
    }

    @Test
    void switchoverMakesTheOldWriterTheSynchronousStandby() throws SQLException {
        String before = lab.writer();
        place("west");

        assertThat(lab.switchover()).isLessThan(SHORT);

        assertThat(lab.status()).anyMatch(line -> line.startsWith("west " + before + " sync-standby running"));
        assertKept("west");
    }

    @Test
    void aFrozenWriterGoesOnWhenThawed() throws SQLException {
        place("west");
        lab.freeze(lab.writer());
        assertThat(stateOf(lab.writer())).isEqualTo("frozen");

        assertThat(lab.thaw()).hasValueSatisfying(outage -> assertThat(outage).isLessThan(SHORT));

        place("west");
        assertKept("west");
    }

    @Test
    void aThawedOldWriterCannotCommit() throws SQLException {
        String old = lab.writer();
        place("west");
        lab.freezeAndPromote(Duration.ZERO);
        lab.thaw();

        assertThat(stateOf(old)).isEqualTo("stale");
        assertThat(value(old, "app", "select pg_is_in_recovery()::text")).isEqualTo("false");
        try (Connection connection = lab.connect(old, "app")) {
            connection.setNetworkTimeout(Runnable::run, 1500);
            assertThatThrownBy(() -> place(connection)).isInstanceOf(SQLException.class);
        }
        lab.rejoin();
        assertThat(stateOf(old)).isEqualTo("running");
        place("west");
        assertKeptEverywhere();
    }

    @Test
    void withoutItsStandbyTheWriterGoesOnAlone() throws SQLException {
        String standby = lab.writer().equals("west-a") ? "west-b" : "west-a";

        lab.freeze(standby);

        place("west");
        assertThatThrownBy(() -> lab.zoneFailover(Duration.ZERO)).isInstanceOf(LabException.class);
        lab.thaw();
        lab.rejoin();
        lab.zoneFailover(Duration.ZERO);
        assertKept("west");
    }

    @Test
    void aStoppedWriterComesBackInItsPlace() throws SQLException {
        String writer = lab.writer();
        place("west");

        assertThat(lab.fastStop(Duration.ofMillis(300))).isBetween(Duration.ofMillis(300), SHORT);
        place("west");
        assertThat(lab.immediateStop(Duration.ZERO)).isLessThan(SHORT);

        assertThat(lab.writer()).isEqualTo(writer);
        place("west");
        assertKeptEverywhere();
    }
}
