/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks a region whether it has the writer, over the watch's own tiny pool, which commits by itself. Its socket time-out
 * of 1 s bounds every question.
 */
@ApplicationScoped
public class Heartbeat {

    /** How often a region's connection is left because its server is not the writer: logging in costs a standby something. */
    private static final Duration PATIENCE_WITH_A_STANDBY = Duration.ofSeconds(1);

    /** The same where the writer was: orders wait for its name to move (chaos, seed 31: up to 1 s longer than they had to). */
    private static final Duration PATIENCE_WITH_THE_OLD_WRITER = Duration.ofMillis(100);

    /** For so long they do, whatever their budget is: at most 12 s. */
    private static final Duration THEY_WAIT = Duration.ofSeconds(12);

    private record Commit(String region, long at) {}

    @Inject
    private Regions regions;

    /** Where a heartbeat was last committed, and when; null if none was. */
    private volatile Commit last;

    /** When a connection was last left, by region. */
    private final Map<String, Long> left = new ConcurrentHashMap<>();

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
            if (!saysWriter(statement)) {
                leave(region, connection);
                return false;
            }
            boolean committed = statement.executeUpdate("update heartbeat set at = clock_timestamp()") == 1;
            if (committed) {
                last = new Commit(region, System.nanoTime());
            }
            return committed;
        }
    }

    /**
     * The endpoint may lead elsewhere by now. A name that moves cuts no socket, so whoever stays connected to a server that is
     * healthy, and no longer the writer, never learns of the new one.
     */
    private void leave(String region, Connection connection) throws SQLException {
        long now = System.nanoTime();
        Long before = left.get(region);
        if (before == null || now - before > patience(region, now).toNanos()) {
            left.put(region, now);
            // the driver's metadata belong to the driver's connection
            connection.getMetaData().getConnection().close();
            try (Statement lastUse = connection.createStatement()) {
                // never: by its exception the pool learns that it has to throw the connection away
            } catch (SQLException e) {
                // 08003
            }
        }
    }

    private Duration patience(String region, long now) {
        Commit commit = last;
        boolean awaited = commit != null && commit.region.equals(region) && now - commit.at < THEY_WAIT.toNanos();
        return awaited ? PATIENCE_WITH_THE_OLD_WRITER : PATIENCE_WITH_A_STANDBY;
    }

    private static boolean saysWriter(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery("show transaction_read_only")) {
            return answer.next() && answer.getString(1).equals("off");
        }
    }
}
