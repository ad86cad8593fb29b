/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.ejb.ApplicationException;

/**
 * The command's own content is refused: by a rule of the application, which throws this, or by a rule of its table, of which the
 * platform throws this. No other region would take it either, so it is neither tried again nor kept.
 */
@ApplicationException(rollback = true)
public class RefusedException extends RuntimeException {

    private final String rule;

    /** @param message one sentence for whoever sent it, without a full stop */
    public RefusedException(String message) {
        super(message);
        rule = "";
    }

    /** @param rule the name of the constraint that refuses it; empty if it has none */
    public RefusedException(String message, String rule, Throwable cause) {
        super(message, cause);
        this.rule = rule;
    }

    /** The name of the constraint that refuses it; empty if it has none. */
    public String rule() {
        return rule;
    }
}
