/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The sessions of the writer monitor: each waits for no lock, and lives for a minute. A session keeps the settings of its role, such as
 * search_path, from the moment of its login; whoever keeps it for good never sees them change.
 */
final class MonitorSessions {

    /** Shorter than a heartbeat is given until it raises doubt. */
    private static final String NO_WAITING = "set lock_timeout = 100";

    private static final long AGE = Duration.ofSeconds(45).toNanos();

    /** When each was first seen, by the driver's connection; guarded by itself. Weak: the pool decides how long they live. */
    private final Map<Connection, Long> since = new WeakHashMap<>();

    /** The driver's connection: to it the driver's metadata belong. */
    static Connection session(Connection connection) throws SQLException {
        return connection.getMetaData().getConnection();
    }

    /** Whether it was first used before that time, on the monotonic clock. */
    boolean isOlder(Connection connection, long time) throws SQLException {
        synchronized (since) {
            Long first = since.get(session(connection));
            return first != null && first - time < 0;
        }
    }

    /** Whether it is to be left after this use. A new one is made ready for its first. */
    boolean isOld(Connection connection, Statement statement) throws SQLException {
        Connection session = session(connection);
        long now = System.nanoTime();
        Long first;
        synchronized (since) {
            first = since.get(session);
        }
        if (first != null) {
            return now - first > AGE;
        }
        statement.execute(NO_WAITING);
        synchronized (since) {
            since.put(session, now);
        }
        return false;
    }
}
