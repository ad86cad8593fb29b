/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabException;
import cafe.resilient.lab.LabSettings;
import java.net.SocketException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each drill does what it says, to real servers. Every test begins with all nodes in their places. */
class LabIT {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static Lab lab;

    private final List<String> placed = new ArrayList<>();

    @BeforeAll
    static void start() {
        lab = Lab.start(LabSettings.free(Path.of("target/it/lab")));
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @BeforeEach
    void everythingInItsPlace() {
        lab.restore("west");
        placed.clear();
    }

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
                "update ordersraw set ordrppl = 1",
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

    @Test
    void aLostRegionThatWasDrainedLosesNothing() throws SQLException {
        try (Connection connection = lab.connect("west", "app")) {
            for (int i = 0; i < 200; i++) {
                place(connection);
            }
        }

        assertThat(lab.loseRegion(false)).isLessThan(SHORT);

        assertThat(lab.writer()).isEqualTo("east-a");
        assertKept("east");
        assertThatThrownBy(() -> lab.connect("west", "app")).hasRootCauseInstanceOf(SocketException.class);
        place("east");
        lab.restore("west");
        assertKept("west");
        assertKeptEverywhere();
    }

    @Test
    void aPlannedSwitchToTheOtherRegionAndBackLosesNothing() throws SQLException {
        place("west");
        lab.switchover("east");
        place("east");
        assertThatThrownBy(() -> place("west"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));

        lab.switchover("west");

        place("west");
        assertKeptEverywhere();
    }

    @Test
    void allLostAndRestoredInEitherRegion() throws SQLException {
        place("west");
        lab.loseAll(false);
        assertThatThrownBy(() -> lab.connect("west", "app")).hasRootCauseInstanceOf(SocketException.class);
        assertThatThrownBy(() -> lab.connect("east", "app")).hasRootCauseInstanceOf(SocketException.class);

        lab.restore("east");
        assertThat(lab.writer()).isEqualTo("east-a");
        place("east");
        lab.loseAll(false);
        lab.restore();
        assertThat(lab.writer()).isEqualTo("east-a");
        lab.loseAll(false);
        lab.restore("west");

        place("west");
        assertKeptEverywhere();
    }

    @Test
    void aRegionThatMissedTheLastCommitsIsNotRestoredAlone() throws SQLException {
        lab.loseRegion(false);
        place("east");
        lab.loseAll(false);

        assertThatThrownBy(() -> lab.restore("west"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("restore that one");

        lab.restore();
        assertKept("east");
    }

    private int place(String where) throws SQLException {
        try (Connection connection = lab.connect(where, "app")) {
            return place(connection);
        }
    }

    private int place(Connection connection) throws SQLException {
        String number = UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ordersraw(ordrdgst, ordrname, ordrppl, ordrdttm, submission)"
                        + " values (?, 'Ada', 2, timestamp '2027-03-01 19:30', gen_random_uuid())")) {
            insert.setString(1, number);
            int rows = insert.executeUpdate();
            placed.add(number);
            return rows;
        }
    }

    private void assertKept(String where) throws SQLException {
        String kept = value(
                where,
                "app",
                "select count(*) from ordersraw where ordrdgst in ('" + String.join("','", placed) + "')");
        assertThat(kept).as("orders kept on %s", where).isEqualTo(Integer.toString(placed.size()));
    }

    private void assertKeptEverywhere() throws SQLException {
        for (String node : List.of("west-a", "west-b", "east-a")) {
            // the other region's standby follows without being waited for
            run(lab.writer(), "app", "update heartbeat set at = clock_timestamp()");
            String written = value(lab.writer(), "app", "select at from heartbeat");
            long start = System.nanoTime();
            while (!value(node, "app", "select at from heartbeat").equals(written)
                    && System.nanoTime() - start < SHORT.toNanos()) {
                Thread.onSpinWait();
            }
            assertKept(node);
        }
    }

    private String stateOf(String node) {
        String line = lab.status().stream()
                .filter(each -> each.contains(" " + node + " "))
                .findFirst()
                .orElseThrow();
        return line.split(" ")[3];
    }

    private static String value(String where, String user, String sql) throws SQLException {
        try (Connection connection = lab.connect(where, user);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void run(String where, String user, String sql) throws SQLException {
        try (Connection connection = lab.connect(where, user);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
