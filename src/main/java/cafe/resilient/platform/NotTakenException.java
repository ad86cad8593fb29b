/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.ejb.ApplicationException;

/**
 * No store could be asked, or none could answer, before the deadline. Sending the same command again is always safe:
 * its number keeps it from being entered twice.
 */
@ApplicationException
public class NotTakenException extends RuntimeException {

    private final boolean unknown;

    private NotTakenException(String message, boolean unknown, Throwable cause) {
        super(message, cause);
        this.unknown = unknown;
    }

    /** Nothing was entered or kept anywhere. */
    public static NotTakenException notTaken(String message, Throwable cause) {
        return new NotTakenException(message, false, cause);
    }

    /** A commit, or a put to the queue, was sent and its answer never came. */
    public static NotTakenException unknown(String message, Throwable cause) {
        return new NotTakenException(message, true, cause);
    }

    /** Whether a store was sent it and never answered, so that the command may be in all the same. */
    public boolean isUnknown() {
        return unknown;
    }
}
