/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jboss.jca.adapters.jdbc.spi.ValidConnectionChecker;

/**
 * Asks a connection that has rested in the pool whether it still leads to the writer: within 1 s, for a frozen server does not
 * answer at all. A connection handed out less than 5 s ago is not asked, so that in peace a command costs no round trip more
 * than its own; should that one be dead, the command fails before its commit, and the platform flushes the pool and tries again.
 *
 * <p>A connection lives for a minute at most. Its session keeps what its role's settings, password and certificate were at its login,
 * and nobody is to wait for longer until a change is felt.
 */
public class WriterCheck implements ValidConnectionChecker {

    /** Longest wait for the answer, in milliseconds: as long as a dead host is given (connectTimeout). */
    private static final int ANSWER_WITHIN = 1_000;

    /** A connection handed out within this many nanoseconds is trusted. */
    private static final long TRUSTED_FOR = 5_000_000_000L;

    /** A connection is given up when it is so old, in nanoseconds: each at another time, so that they are not all new at once. */
    private static final long YOUNGEST_END = 40_000_000_000L;

    private static final long OLDEST_END = 60_000_000_000L;

    /** @param last when it was last handed out. @param end when it is given up */
    private record Life(long last, long end) {}

    /** Of each physical connection; guarded by itself. Weak: the pool decides how long they live. */
    private final Map<Connection, Life> lives = new WeakHashMap<>();

    private final LongSupplier clock;

    public WriterCheck() {
        this(System::nanoTime);
    }

    WriterCheck(LongSupplier clock) {
        this.clock = clock;
    }

    /** Null if the connection may be handed out, else the reason why not. */
    @Override
    public SQLException isValidConnection(Connection connection) {
        long now = clock.getAsLong();
        Life before;
        synchronized (lives) {
            before = lives.get(connection);
            lives.put(connection, new Life(now, before == null ? now + span() : before.end));
        }
        if (before != null && now - before.end >= 0) {
            return new SQLException("the connection has lived for its time", "08003");
        }
        if (before != null && now - before.last < TRUSTED_FOR) {
            return null;
        }
        try {
            return isWriter(connection) ? null : new SQLException("the server is read only", "25006");
        } catch (SQLException e) {
            return e;
        }
    }

    private static long span() {
        return ThreadLocalRandom.current().nextLong(YOUNGEST_END, OLDEST_END);
    }

    /** "On" on a standby, on a reader, and on a writer demoted in place. If it throws, the pool destroys the connection. */
    private static boolean isWriter(Connection connection) throws SQLException {
        int usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, ANSWER_WITHIN);
        boolean writer;
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SHOW transaction_read_only")) {
            writer = answer.next() && answer.getString(1).equals("off");
        }
        if (!connection.getAutoCommit()) {
            connection.rollback(); // the question must not leave a transaction open in the pool
        }
        connection.setNetworkTimeout(Runnable::run, usual);
        return writer;
    }
}
