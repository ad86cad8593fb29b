/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

/** No region of the queue did what it was asked to, in time. */
public class QueueAwayException extends Exception {

    private final boolean unknown;
    private final boolean refusal;

    QueueAwayException(String message, boolean unknown, Throwable cause) {
        this(message, unknown, false, cause);
    }

    QueueAwayException(String message, boolean unknown, boolean refusal, Throwable cause) {
        super(message, cause);
        this.unknown = unknown;
        this.refusal = refusal;
    }

    /** Whether it answered, and the answer was no: a permission, a table that is missing, or too much at once. */
    public boolean isRefusal() {
        return refusal;
    }

    /** Whether a write was sent whose answer never came, so that it may have been done all the same. */
    public boolean isUnknown() {
        return unknown;
    }
}
