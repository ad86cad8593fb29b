/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabSettings;
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

/** A lab to drill, all its nodes in their places before each test, and the orders that were placed there. */
abstract class LabDrills {
    static final Duration SHORT = Duration.ofSeconds(5);
    static Lab lab;

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

    int place(String where) throws SQLException {
        try (Connection connection = lab.connect(where, "app")) {
            return place(connection);
        }
    }

    int place(Connection connection) throws SQLException {
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

    void assertKept(String where) throws SQLException {
        String kept = value(
                where,
                "app",
                "select count(*) from ordersraw where ordrdgst in ('" + String.join("','", placed) + "')");
        assertThat(kept).as("orders kept on %s", where).isEqualTo(Integer.toString(placed.size()));
    }

    void assertKeptEverywhere() throws SQLException {
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

    String stateOf(String node) {
        String line = lab.status().stream()
                .filter(each -> each.contains(" " + node + " "))
                .findFirst()
                .orElseThrow();
        return line.split(" ")[3];
    }

    static String value(String where, String user, String sql) throws SQLException {
        try (Connection connection = lab.connect(where, user);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    static void run(String where, String user, String sql) throws SQLException {
        try (Connection connection = lab.connect(where, user);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
