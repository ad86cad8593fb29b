/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

/** The replay cannot go on for now: no region has a writer, or none takes what would be entered. */
class NoWriterException extends Exception {

    NoWriterException(String message, Throwable cause) {
        super(message, cause);
    }
}
