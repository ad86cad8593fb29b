/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import java.util.UUID;

/** What all forms have: the submission, made when the form is shown and sent with it. */
public abstract class Form {

    private UUID submission = UUID.randomUUID();

    public UUID getSubmission() {
        return submission;
    }

    /** Null keeps the one the server made. */
    public void setSubmission(UUID submission) {
        if (submission != null) {
            this.submission = submission;
        }
    }
}
