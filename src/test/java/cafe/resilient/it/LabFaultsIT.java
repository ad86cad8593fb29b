/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabSettings;
import cafe.resilient.lab.Way;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of the network and of a server that runs, as a plain client sees it, and what of the client's order is left. */
class LabFaultsIT {
    /** Of the client, in seconds: what a fault that never answers costs it. Longer than the role's lock_timeout. */
    private static final int SOCKET_TIMEOUT = 2;

    /** In milliseconds: nobody waited for anything. */
    private static final long AT_ONCE = 900;

    /** The client's commit; the lab's own may wait too. */
    private static final String WAITING =
            "from pg_stat_activity where application_name = 'cafe-west' and wait_event = 'SyncRep'";

    private static Lab lab;

    @BeforeAll
    static void start() {
        lab = Lab.start(LabSettings.free(Path.of("target/it/lab-faults")));
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @BeforeEach
    void everythingInItsPlace() {
        lab.restore("west");
    }

    // ---- cut, reset, delay

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

    // ---- endpoints

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

    // ---- commits

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCommitWhoseReplyIsLostIsThere(boolean hang) throws SQLException {
        String order = number();
        try (Connection client = client()) {
            client.setAutoCommit(false);
            insert(client, order);
            lab.network().commitLost(1, hang);

            Failure failure = failure(client::commit);

            assertThat(failure.state()).isEqualTo("08006");
            assertThat(failure.millis() > AT_ONCE).isEqualTo(hang);
        }
        assertThat(present(order)).isTrue();
        place();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCommitThatIsLostLeavesItsLocksUntilTheServersPatienceEnds(boolean hang) throws SQLException {
        String order = number();
        try (Connection client = client()) {
            client.setAutoCommit(false);
            insert(client, order);
            lab.network().commitRequestLost(1, hang);

            Failure failure = failure(client::commit);

            assertThat(failure.state()).isEqualTo("08006");
            assertThat(failure.millis() > AT_ONCE).isEqualTo(hang);
        }
        assertThat(present(order)).isFalse();
        if (!hang) {
            // the client is back before the server has given up: lock_timeout
            assertThat(failure(() -> place(order)).state()).isEqualTo("55P03");
        }
        assertThat(eventually(() -> openTransactions() == 0)).isTrue();
        assertThat(present(order)).isFalse();
        place(order);
    }

    @Test
    void aCommitPreparedLongAgoIsCaughtToo() throws SQLException {
        String order = number();
        try (Connection client = client()) {
            client.setAutoCommit(false);
            for (int i = 0; i < 10; i++) {
                insert(client, number());
                client.commit();
            }
            insert(client, order);
            lab.network().commitRequestLost(1, false);

            assertThat(failure(client::commit).state()).isEqualTo("08006");
        }
        assertThat(eventually(() -> openTransactions() == 0)).isTrue();
        assertThat(present(order)).isFalse();
    }

    @Test
    void aTrapStrikesAsOftenAsItWasSetAndSparesTheWatch() throws SQLException {
        lab.network().commitLost(2, false);
        assertThat(endpoint("west")).endsWith(" commit-lost*2");

        try (Connection watch = client("cafe-west-watch")) {
            commit(watch, number());
        }
        for (int i = 0; i < 2; i++) {
            try (Connection client = client()) {
                assertThat(failure(() -> commit(client, number())).state()).isEqualTo("08006");
            }
        }

        try (Connection client = client()) {
            commit(client, number());
        }
    }

    @Test
    void aCommitThatIsRefusedDoesNotUseUpTheTrap() throws SQLException {
        String order = number();
        lab.network().commitLost(1, false);
        try (Connection client = client()) {
            client.setAutoCommit(false);
            assertThat(failure(() -> value(client, "select 1/0")).state()).isEqualTo("22012");
            client.commit();

            assertThat(failure(() -> commit(client, order)).state()).isEqualTo("08006");
        }
        assertThat(present(order)).isTrue();
    }

    @Test
    void aDelayedCommitArrivesLateThoughItsClientHasGone() throws SQLException {
        String order = number();
        try (Connection client = client()) {
            waitForAnyCommit(client);
            insert(client, order);
            lab.network().commitDelayed(1, Duration.ofMillis(2500));

            assertThat(failure(client::commit).millis()).isGreaterThan(AT_ONCE);
        }

        assertThat(present(order)).isFalse();
        assertThat(eventually(() -> present(order))).isTrue();
    }

    @Test
    void aCommitDelayedPastThePromotionLandsOnTheOldWriterAlone() throws Exception {
        String order = number();
        String old = lab.writer();
        try (Connection client = client()) {
            waitForAnyCommit(client);
            insert(client, order);
            lab.network().commitDelayed(1, Duration.ofSeconds(3));
            CompletableFuture<Failure> commit = CompletableFuture.supplyAsync(() -> failure(client::commit));

            lab.freezeAndPromote(Duration.ZERO);
            lab.thaw();

            assertThat(commit.get().state()).isEqualTo("08006");
        }
        assertThat(eventually(() -> waitsForItsStandby(old))).isTrue();
        value(old, "select pg_cancel_backend(pid) " + WAITING);
        assertThat(eventually(() -> on(old, order))).isTrue();
        assertThat(on(lab.writer(), order)).isFalse();
    }

    // ---- a server that runs

    @Test
    void aWriterDemotedInPlaceKeepsItsConnectionsAndRefusesToWrite() throws SQLException {
        try (Connection client = client()) {
            insert(client, number());
            lab.readOnly();
            assertThat(node(lab.writer())).endsWith(" read-only");

            assertThat(failure(() -> insert(client, number())).state()).isEqualTo("25006");
            assertThat(failure(LabFaultsIT::place).state()).isEqualTo("25006");
            assertThat(value(client, "select 'here'")).isEqualTo("here");

            lab.writable();
            insert(client, number());
        }
        assertThat(node(lab.writer())).doesNotContain("read-only");
    }

    @Test
    void aFullDiskRefusesOrdersMessagesAndTheHeartbeat() throws SQLException {
        try (Connection client = client()) {
            lab.diskFull();
            assertThat(node(lab.writer())).endsWith(" disk-full");

            assertThat(failure(() -> insert(client, number())).state()).isEqualTo("53100");
            assertThat(failure(() -> run(client, "update heartbeat set at = now()"))
                            .state())
                    .isEqualTo("53100");
            assertThat(failure(() -> run(client, "insert into messages(number) values ('1')"))
                            .state())
                    .isEqualTo("53100");

            lab.diskFree();
            insert(client, number());
            run(client, "update heartbeat set at = now()");
        }
    }

    @Test
    void aDemotedWriterWithAFullDiskCanStillBeSucceeded() throws SQLException {
        lab.readOnly();
        lab.diskFull();
        assertThat(lab.zoneFailover(Duration.ZERO)).isPositive();
        place();

        lab.readOnly();
        assertThat(lab.loseRegion(false)).isPositive();
        assertThat(stateOfAnInsert(lab.endpoint("east").port())).isEmpty();
    }

    @Test
    void noConnectionIsLeftButForSuperusers() throws SQLException {
        try (Connection client = client()) {
            insert(client, number());
            lab.fillConnections(true);
            assertThat(node(lab.writer())).endsWith(" fill-connections");

            assertThat(failure(() -> insert(client, number())).state()).isEqualTo("57P01");
            assertThat(failure(() -> client().close()).state()).isEqualTo("53300");
            assertThat(value(lab.writer(), "select 'superuser'")).isEqualTo("superuser");
        }
        lab.freeConnections();
        place();
    }

    // ---- the client

    interface Work {
        void run() throws SQLException;
    }

    record Failure(String state, long millis) {}

    private static Failure failure(Work work) {
        long start = System.nanoTime();
        SQLException[] seen = new SQLException[1];
        assertThatThrownBy(work::run).isInstanceOfSatisfying(SQLException.class, e -> seen[0] = e);
        return new Failure(seen[0].getSQLState(), (System.nanoTime() - start) / 1_000_000);
    }

    private static long millis(Work work) throws SQLException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static Connection client() throws SQLException {
        return client("cafe-west");
    }

    private static Connection client(String name) throws SQLException {
        return client(name, lab.endpoint("west").port());
    }

    private static Connection client(String name, int port) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "cafe_app");
        properties.setProperty("password", lab.secret("app"));
        properties.setProperty("ApplicationName", name);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT));
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/cafedb", properties);
    }

    private static String stateOfAnInsert() {
        return stateOfAnInsert(lab.endpoint("west").port());
    }

    /** "" when it was placed. */
    private static String stateOfAnInsert(int port) {
        try (Connection client = client("cafe-west", port)) {
            insert(client, number());
            return "";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private static String number() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private static void place() throws SQLException {
        place(number());
    }

    private static void place(String number) throws SQLException {
        try (Connection client = client()) {
            insert(client, number);
        }
        assertThat(present(number)).isTrue();
    }

    private static void commit(Connection client, String number) throws SQLException {
        client.setAutoCommit(false);
        insert(client, number);
        client.commit();
    }

    /** The server ends a transaction whose COMMIT is on its way for longer than 2 s; here it is to arrive. */
    private static void waitForAnyCommit(Connection client) throws SQLException {
        run(client, "set idle_in_transaction_session_timeout = 0");
        client.setAutoCommit(false);
    }

    private static void insert(Connection client, String number) throws SQLException {
        try (PreparedStatement insert =
                client.prepareStatement("insert into ordersraw(ordrdgst, ordrname, ordrppl, ordrdttm, submission)"
                        + " values (?, 'Ada', 2, timestamp '2027-03-01 19:30', gen_random_uuid())")) {
            insert.setString(1, number);
            insert.executeUpdate();
        }
    }

    private static void run(Connection client, String sql) throws SQLException {
        try (Statement statement = client.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(Connection client, String sql) throws SQLException {
        try (Statement statement = client.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    // ---- the truth, past all endpoints

    private static String value(String node, String sql) {
        try (Connection direct = lab.connect(node, "postgres")) {
            return value(direct, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean on(String node, String number) {
        return value(node, "select exists (select from cafe.ordersraw where ordrdgst = '" + number + "')")
                .equals("t");
    }

    private static boolean present(String number) {
        return on(lab.writer(), number);
    }

    private static int openTransactions() {
        return Integer.parseInt(value(
                lab.writer(),
                "select count(*) from pg_stat_activity where usename = 'cafe_app' and state = 'idle in transaction'"));
    }

    private static boolean waitsForItsStandby(String node) {
        return value(node, "select count(*) " + WAITING).equals("1");
    }

    private static boolean eventually(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > Duration.ofSeconds(6).toNanos()) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private static String endpoint(String name) {
        return line("endpoint " + name + " ");
    }

    private static String node(String name) {
        return line(" " + name + " ");
    }

    private static String line(String part) {
        return lab.status().stream()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElseThrow();
    }
}
