/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

/** A book's commands cannot be entered for now, and those of others can. */
class BrokenBookException extends Exception {

    private final boolean stuck;

    /** @param stuck whether the writer does not take them just now; else our SQL does not fit the table, as if it had not been migrated */
    BrokenBookException(boolean stuck, Throwable cause) {
        super(cause);
        this.stuck = stuck;
    }

    boolean isStuck() {
        return stuck;
    }
}
