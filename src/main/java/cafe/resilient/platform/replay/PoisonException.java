/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

/** Among the commands is one whose content is refused: by a rule of the application, or by the database. */
class PoisonException extends Exception {

    PoisonException(Throwable cause) {
        super(cause);
    }
}
