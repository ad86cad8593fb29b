/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Asks a region whether it has the writer, over the watch's own tiny pool, which commits by itself. Its socket time-out
 * of 1 s bounds every question.
 */
@ApplicationScoped
public class Heartbeat {

    @Inject
    private Regions regions;

    /** Whether the server says it takes writes; costs a standby nothing, not even a line in its log. */
    boolean saysWriter(String region) throws SQLException {
        try (Connection connection = regions.watchDatasource(region).getConnection();
                Statement statement = connection.createStatement()) {
            return saysWriter(statement);
        }
    }

    /** Whether the server commits a write: what says it is the writer may be a thawed one that nobody follows. */
    boolean commits(String region) throws SQLException {
        try (Connection connection = regions.watchDatasource(region).getConnection();
                Statement statement = connection.createStatement()) {
            return saysWriter(statement) && statement.executeUpdate("update heartbeat set at = clock_timestamp()") == 1;
        }
    }

    private static boolean saysWriter(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery("show transaction_read_only")) {
            return answer.next() && answer.getString(1).equals("off");
        }
    }
}
