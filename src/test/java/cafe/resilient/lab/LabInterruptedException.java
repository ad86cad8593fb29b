/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

/** The thread was told to stop while it waited; its interrupt flag is set. Not a LabException: nobody retries it. */
final class LabInterruptedException extends RuntimeException {
    LabInterruptedException() {
        super("interrupted");
    }
}
