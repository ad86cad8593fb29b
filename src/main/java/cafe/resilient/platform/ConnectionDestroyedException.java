/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.sql.SQLException;

/** A flush destroyed the attempt's connection before its transaction was over: a commit that seems to have succeeded may be none. */
public class ConnectionDestroyedException extends SQLException {

    public ConnectionDestroyedException(String region) {
        super("The connection to region " + region + " was destroyed before the transaction was over");
    }
}
