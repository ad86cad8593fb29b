/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import java.sql.SQLException;

/** There was no connection to be had: no evidence against those that the pool has, so it is not flushed for that. */
public final class NoConnectionException extends SQLException {

    private static final long serialVersionUID = 1;

    NoConnectionException(SQLException cause) {
        super("There was no connection", cause.getSQLState(), cause);
    }
}
