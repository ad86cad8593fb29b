/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

/** Something a command could not or would not do. The message is one sentence for a person: the state, and what to do. */
public class AdminException extends RuntimeException {

    public AdminException(String sentence) {
        super(sentence);
    }

    public AdminException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
