/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

/** Among the commands is one that cannot be entered. */
class PoisonException extends Exception {

    private final boolean ofContent;

    PoisonException(boolean ofContent, Throwable cause) {
        super(cause);
        this.ofContent = ofContent;
    }

    /** Whether the database refused what it contains; else it met a bug of ours. */
    boolean isOfContent() {
        return ofContent;
    }
}
