/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import java.sql.SQLWarning;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * The warning of a COMMIT that succeeded on its own server alone, as its wait for the synchronous standby was cancelled. Its
 * SQLState, 01000, is that of every warning; so it is told by the routine of the server that sends it.
 */
public final class ReplicationWarning {

    private static final String ROUTINE = "SyncRepWaitForLSN";

    private ReplicationWarning() {}

    /** Whether it is among these warnings; null if there are none. */
    public static boolean isIn(SQLWarning warnings) {
        for (SQLWarning warning = warnings; warning != null; warning = warning.getNextWarning()) {
            ServerErrorMessage said = warning instanceof PSQLWarning psql ? psql.getServerErrorMessage() : null;
            if (said != null && ROUTINE.equals(said.getRoutine())) {
                return true;
            }
        }
        return false;
    }
}
