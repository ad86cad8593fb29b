/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.sql.SQLException;

/**
 * A commit succeeded on one server alone: somebody cancelled its wait for the synchronous standby. Should that server die, the
 * commit is lost, so it is not to be believed until a later one is replicated.
 */
public class NotReplicatedException extends SQLException {

    public NotReplicatedException(String region) {
        super("The commit in region " + region + " is not on its synchronous standby");
    }
}
