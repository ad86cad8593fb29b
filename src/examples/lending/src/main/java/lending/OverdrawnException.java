/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import jakarta.ejb.ApplicationException;

/** More would be paid back than was paid. An exception of the application's own, which does not say that it rolls back. */
@ApplicationException
public class OverdrawnException extends RuntimeException {

    public OverdrawnException() {
        super("Nobody gets back more than he paid");
    }
}
