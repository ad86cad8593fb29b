/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

/** No region of the queue did what it was asked to, in time. */
public class QueueAwayException extends Exception {

    private final boolean unknown;

    QueueAwayException(String message, boolean unknown, Throwable cause) {
        super(message, cause);
        this.unknown = unknown;
    }

    /** Whether a write was sent whose answer never came, so that it may have been done all the same. */
    public boolean isUnknown() {
        return unknown;
    }
}
