/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

/** There is a writer, and it does not take these commands just now: a lock is held on one of them, or on their table. */
class StuckException extends Exception {

    StuckException(Throwable cause) {
        super(cause);
    }
}
