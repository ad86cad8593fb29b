/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.pool.ReplicationWarning;
import cafe.resilient.platform.report.KnownFaults;
import cafe.resilient.platform.sql.ExceptionTree;
import cafe.resilient.platform.sql.SqlState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks a region whether it has the writer, over the writer monitor's own tiny pool, which commits by itself. Its socket time-out
 * of 3 s bounds every question.
 */
@ApplicationScoped
class Heartbeat {

    /** How often a region's connection is left because its server is not the writer: logging in costs a standby something. */
    private static final Duration PATIENCE_WITH_A_STANDBY = Duration.ofSeconds(1);

    /** The same where the writer was: orders wait for its name to move (a name that moved 0.24 s late cost them 1 s). */
    private static final Duration PATIENCE_WITH_THE_OLD_WRITER = Duration.ofMillis(100);

    /** For so long they do, whatever their budget is: at most 12 s. */
    private static final Duration THEY_WAIT = Duration.ofSeconds(12);

    private static final String BEAT = "update heartbeat set at = clock_timestamp()";

    /** A write that needs no table: a record in the write-ahead log, replicated and committed as a row is. */
    private static final String RECORD = "select pg_logical_emit_message(true, 'heartbeat', '')";

    private record Commit(String region, long at) {}

    @Inject
    private Regions regions;

    @Inject
    private KnownFaults faults;

    private final MonitorSessions sessions = new MonitorSessions();

    /** Where a heartbeat was last committed, and when; null if none was. */
    private volatile Commit last;

    /** When a connection was last left, or ended, by region. */
    private final Map<String, Long> left = new ConcurrentHashMap<>();

    /** Whether the server says it takes writes; costs a standby nothing, not even a line in its log. */
    boolean saysWriter(String region) throws SQLException {
        return ask(region, Optional.empty(), (connection, statement) -> saysWriter(statement));
    }

    /**
     * Whether the server commits a write: what says it is the writer may be a thawed one that nobody follows. Its own table may
     * be locked, missing or forbidden: that says nothing of the server, and another write is the proof.
     *
     * @param hangsSince when the oldest question was put that has no answer yet: connections that proved nothing since may hang, too,
     *     and are left; one that did is quicker than a login
     */
    boolean commits(String region, Optional<Long> hangsSince) throws SQLException {
        boolean committed = ask(
                region,
                hangsSince,
                (connection, statement) -> saysWriter(statement) && writes(region, connection, statement));
        if (committed) {
            last = new Commit(region, System.nanoTime());
        }
        return committed;
    }

    private interface Question {
        boolean put(Connection connection, Statement statement) throws SQLException;
    }

    /** A session that has proved no writer since one like it was left, or since a question hangs, would show or do the same. */
    private Connection connect(String region, Optional<Long> hangsSince) throws SQLException {
        Optional<Long> leftAt = Optional.ofNullable(left.get(region));
        Optional<Long> limit = hangsSince
                .filter(hangs -> leftAt.isEmpty() || hangs - leftAt.get() > 0)
                .or(() -> leftAt);
        Connection connection = regions.watchDatasource(region).getConnection();
        while (limit.isPresent() && isSilentSince(connection, limit.get())) {
            leave(connection);
            connection.close();
            connection = regions.watchDatasource(region).getConnection();
        }
        return connection;
    }

    private boolean isSilentSince(Connection connection, long time) throws SQLException {
        try {
            return sessions.isSilentSince(connection, time);
        } catch (SQLException e) { // it is closed, and nobody has it yet to give it back
            connection.close();
            throw e;
        }
    }

    private boolean ask(String region, Optional<Long> hangsSince, Question question) throws SQLException {
        try (Connection connection = connect(region, hangsSince);
                Statement statement = connection.createStatement()) {
            Connection session = MonitorSessions.session(connection);
            boolean stale = sessions.isOld(connection, statement);
            long asked = System.nanoTime();
            try {
                boolean answer = question.put(connection, statement);
                if (answer) {
                    sessions.answered(session);
                } else {
                    leaveNowAndThen(region, connection);
                }
                if (stale) {
                    leave(connection);
                }
                return answer;
            } catch (SQLException e) {
                if (SqlState.endsConnection(e.getSQLState())) {
                    left.merge(region, asked, Math::max); // what proved the writer since, does not end with it
                } else {
                    leaveNowAndThen(region, connection); // a new session may see what this one does not
                }
                throw e;
            }
        }
    }

    private boolean writes(String region, Connection connection, Statement statement) throws SQLException {
        String subject = "heartbeat of region " + region;
        try {
            if (statement.executeUpdate(BEAT) == 1) {
                faults.gone(subject);
                return isReplicated(region, statement);
            }
            tell(subject, region, "its row is missing");
        } catch (SQLException e) {
            if (SqlState.isStores(e.getSQLState())) {
                throw e;
            }
            tell(subject, region, ExceptionTree.cause(e));
        }
        statement.executeQuery(RECORD).close();
        boolean replicated = isReplicated(region, statement);
        leaveNowAndThen(region, connection); // a session keeps the search_path of its login
        return replicated;
    }

    private void tell(String subject, String region, String cause) {
        if (faults.seen(subject, cause + " table heartbeat")) {
            LOG.heartbeatRefused(region, cause);
        }
    }

    /** Somebody may have cancelled its wait for the synchronous standby: then it is on one server alone. */
    private boolean isReplicated(String region, Statement statement) throws SQLException {
        String subject = "commits in region " + region;
        if (!ReplicationWarning.isIn(statement.getWarnings())) {
            faults.gone(subject);
            return true;
        }
        if (faults.seen(subject, "the synchronous standby does not answer")) {
            LOG.notReplicated(region);
        }
        return false;
    }

    /**
     * The endpoint may lead elsewhere by now. A name that moves cuts no socket, so whoever stays connected to a server that is
     * healthy, and no longer the writer, never learns of the new one.
     */
    private void leaveNowAndThen(String region, Connection connection) {
        long now = System.nanoTime();
        Long before = left.get(region);
        if (before == null || now - before > patience(region, now).toNanos()) {
            left.put(region, now);
            leave(connection);
        }
    }

    private static void leave(Connection connection) {
        try {
            MonitorSessions.session(connection).close();
        } catch (SQLException e) {
            return; // it is left already
        }
        try (Statement lastUse = connection.createStatement()) {
            // never: by its exception the pool learns that it has to throw the connection away
        } catch (SQLException e) {
            // 08003
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
