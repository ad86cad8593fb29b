/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

/** Our SQL does not fit the table of these commands, as if it had not been migrated: none of them can be entered for now. */
class BrokenBookException extends Exception {

    BrokenBookException(Throwable cause) {
        super(cause);
    }
}
