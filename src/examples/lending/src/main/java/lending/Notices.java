/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import cafe.resilient.platform.CommandRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells members what was refused after they had been told that it waits. Here it is a line in the log; a letter, elsewhere. */
@ApplicationScoped
public class Notices {

    private static final Logger LOG = System.getLogger("lending");

    void tell(@ObservesAsync CommandRefused refused) {
        LOG.log(Level.INFO, "A member is told of {0}: {1}", refused.number(), refused.reason());
    }
}
