/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import java.util.Optional;

/** Among the commands is one whose content is refused: by a rule of the application, or by the database. */
class PoisonException extends Exception {

    private final transient Optional<String> reason;

    /** @param reason in the application's own words, if a rule of the application refuses it */
    PoisonException(Optional<String> reason, Throwable cause) {
        super(cause);
        this.reason = reason;
    }

    Optional<String> reason() {
        return reason;
    }
}
