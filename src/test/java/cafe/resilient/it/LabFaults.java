/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabSettings;
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
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A lab, and a plain client of it: what a fault costs him, and what of his order is left. */
abstract class LabFaults {
    /** Of the client, in seconds: what a fault that never answers costs it. Longer than the role's lock_timeout. */
    static final int SOCKET_TIMEOUT = 2;

    /** In milliseconds: nobody waited for anything. */
    static final long AT_ONCE = 900;

    /** The client's commit; the lab's own may wait too. */
    static final String WAITING =
            "from pg_stat_activity where application_name = 'cafe-west' and wait_event = 'SyncRep'";

    static Lab lab;

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

    // ---- the client

    interface Work {
        void run() throws SQLException;
    }

    record Failure(String state, long millis) {}

    static Failure failure(Work work) {
        long start = System.nanoTime();
        SQLException[] seen = new SQLException[1];
        assertThatThrownBy(work::run).isInstanceOfSatisfying(SQLException.class, e -> seen[0] = e);
        return new Failure(seen[0].getSQLState(), (System.nanoTime() - start) / 1_000_000);
    }

    static long millis(Work work) throws SQLException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    static Connection client() throws SQLException {
        return client("cafe-west");
    }

    static Connection client(String name) throws SQLException {
        return client(name, lab.endpoint("west").port());
    }

    static Connection client(String name, int port) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "cafe_app");
        properties.setProperty("password", lab.secret("app"));
        properties.setProperty("ApplicationName", name);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT));
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/cafedb", properties);
    }

    static String stateOfAnInsert() {
        return stateOfAnInsert(lab.endpoint("west").port());
    }

    /** "" when it was placed. */
    static String stateOfAnInsert(int port) {
        try (Connection client = client("cafe-west", port)) {
            insert(client, number());
            return "";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    static String number() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    static void place() throws SQLException {
        place(number());
    }

    static void place(String number) throws SQLException {
        try (Connection client = client()) {
            insert(client, number);
        }
        assertThat(present(number)).isTrue();
    }

    static void commit(Connection client, String number) throws SQLException {
        client.setAutoCommit(false);
        insert(client, number);
        client.commit();
    }

    /** The server ends a transaction whose COMMIT is on its way for longer than 2 s; here it is to arrive. */
    static void waitForAnyCommit(Connection client) throws SQLException {
        run(client, "set idle_in_transaction_session_timeout = 0");
        client.setAutoCommit(false);
    }

    static void insert(Connection client, String number) throws SQLException {
        try (PreparedStatement insert =
                client.prepareStatement("insert into ordersraw(ordrdgst, ordrname, ordrppl, ordrdttm, submission)"
                        + " values (?, 'Ada', 2, timestamp '2027-03-01 19:30', gen_random_uuid())")) {
            insert.setString(1, number);
            insert.executeUpdate();
        }
    }

    static void run(Connection client, String sql) throws SQLException {
        try (Statement statement = client.createStatement()) {
            statement.execute(sql);
        }
    }

    static String value(Connection client, String sql) throws SQLException {
        try (Statement statement = client.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    // ---- the truth, past all endpoints

    static String value(String node, String sql) {
        try (Connection direct = lab.connect(node, "postgres")) {
            return value(direct, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean on(String node, String number) {
        return value(node, "select exists (select from cafe.ordersraw where ordrdgst = '" + number + "')")
                .equals("t");
    }

    static boolean present(String number) {
        return on(lab.writer(), number);
    }

    static int openTransactions() {
        return Integer.parseInt(value(
                lab.writer(),
                "select count(*) from pg_stat_activity where usename = 'cafe_app' and state = 'idle in transaction'"));
    }

    static boolean waitsForItsStandby(String node) {
        return value(node, "select count(*) " + WAITING).equals("1");
    }

    static boolean eventually(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > Duration.ofSeconds(6).toNanos()) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    static String endpoint(String name) {
        return line("endpoint " + name + " ");
    }

    static String node(String name) {
        return line(" " + name + " ");
    }

    static String line(String part) {
        return lab.status().stream()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElseThrow();
    }
}
