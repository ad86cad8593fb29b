/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import cafe.resilient.platform.admin.AdminException;

/** Something the lab could not or would not do. The message is one sentence for a person: the state, and what to do. */
public final class LabException extends AdminException {
    public LabException(String sentence) {
        super(sentence);
    }

    public LabException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
