/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

/** None of a book's commands can be entered for now. */
class BrokenBookException extends Exception {

    private final boolean stuck;

    /** @param stuck whether its table is only held by somebody; else our SQL does not fit it, as if it had not been migrated */
    BrokenBookException(boolean stuck, Throwable cause) {
        super(cause);
        this.stuck = stuck;
    }

    boolean isStuck() {
        return stuck;
    }
}
