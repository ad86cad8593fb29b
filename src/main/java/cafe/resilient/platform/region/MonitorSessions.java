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

    /** On the monotonic clock. @param first its first use, @param answered its last good answer, or its first use */
    private record Use(long first, long answered) {}

    /** By the driver's connection; guarded by itself. Weak: the pool decides how long they live. */
    private final Map<Connection, Use> uses = new WeakHashMap<>();

    /** The driver's connection: to it the driver's metadata belong. */
    static Connection session(Connection connection) throws SQLException {
        return connection.getMetaData().getConnection();
    }

    /** Whether it was used before, and has given no good answer since that time, on the monotonic clock. */
    boolean isSilentSince(Connection connection, long time) throws SQLException {
        Use use = use(session(connection));
        return use != null && use.answered - time < 0;
    }

    /** It has said just now that it leads to the writer. @param session the driver's connection, which may be closed since */
    void answered(Connection session) {
        synchronized (uses) {
            uses.computeIfPresent(session, (known, use) -> new Use(use.first, System.nanoTime()));
        }
    }

    /** Whether it is to be left after this use. A new one is made ready for its first. */
    boolean isOld(Connection connection, Statement statement) throws SQLException {
        Connection session = session(connection);
        Use use = use(session);
        if (use != null) {
            return System.nanoTime() - use.first > AGE;
        }
        statement.execute(NO_WAITING);
        long now = System.nanoTime();
        synchronized (uses) {
            uses.put(session, new Use(now, now));
        }
        return false;
    }

    private Use use(Connection session) {
        synchronized (uses) {
            return uses.get(session);
        }
    }
}
