/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections that attempts have just now. WildFly's flush destroys those in use, too, but not one in the middle of a
 * statement: IronJacamar holds a lock then, and the destruction ends at "active locks" with the socket still open. So who
 * hangs there is called back here, by JDBC's own means.
 */
final class LoanedConnections {

    /** @param since when it was lent, on the monotonic clock */
    private record Loan(String region, Connection physical, long since) {}

    private final Map<Connection, Loan> loans = new ConcurrentHashMap<>();

    /** @param connection the pool's handle, by which it is given back */
    void add(String region, Connection connection) throws SQLException {
        // the driver's metadata belong to the driver's connection
        Connection physical = connection.getMetaData().getConnection();
        loans.put(connection, new Loan(region, physical, System.nanoTime()));
    }

    /** Whether its commit was answered with the warning that it was not replicated. */
    boolean isUnreplicated(Connection connection) {
        Loan loan = loans.get(connection);
        try {
            if (loan == null || !ReplicationWarning.isIn(loan.physical.getWarnings())) {
                return false;
            }
            loan.physical.clearWarnings();
            return true;
        } catch (SQLException e) {
            return false; // it is closed: what it committed is told by others
        }
    }

    void remove(Connection connection) {
        loans.remove(connection);
    }

    /** When the one was lent that is in use for the longest time; empty if none is. */
    OptionalLong oldest(String region) {
        long now = System.nanoTime();
        OptionalLong longest = loans.values().stream()
                .filter(loan -> loan.region.equals(region))
                .mapToLong(loan -> now - loan.since)
                .max();
        return longest.isPresent() ? OptionalLong.of(now - longest.getAsLong()) : OptionalLong.empty();
    }

    /** Closes the sockets of those lent before that time: whoever waits for an answer gets an exception (08) instead. */
    void abort(String region, long before) {
        for (Loan loan : loans.values()) {
            if (loan.region.equals(region) && loan.since - before < 0) {
                try {
                    loan.physical.abort(Runnable::run);
                } catch (SQLException e) {
                    // then it is closed already
                }
            }
        }
    }
}
