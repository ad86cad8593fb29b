/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.ejb.ApplicationException;

/** The store refused what the command contains (SQLState classes 22 and 23): no other region would take it either. */
@ApplicationException
public class RefusedException extends RuntimeException {

    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
