/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool.server;

import cafe.resilient.platform.sql.SqlState;
import java.sql.SQLException;
import org.jboss.jca.adapters.jdbc.spi.ExceptionSorter;

/**
 * Tells the pool which faults end a connection. WildFly's own sorter for PostgreSQL knows 08006 alone: a connection to a server
 * that was shut down (57P01) or is no longer the writer (25006) would go back to the pool and fail the next command too; and a
 * COMMIT answered by 57P01, whose outcome nobody knows, would be reported as a plain rollback.
 */
public class FatalFaults implements ExceptionSorter {

    /** A batch hides its reason in the next exception, a wrapper in the cause: the iterator of an SQLException visits both. */
    @Override
    public boolean isExceptionFatal(SQLException fault) {
        for (Throwable link : fault) {
            if (link instanceof SQLException sql && isFatal(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFatal(String state) {
        return SqlState.endsConnection(state) || SqlState.isStale(state);
    }
}
