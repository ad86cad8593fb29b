/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

/** What became of a command that was taken. */
public enum Outcome {
    /** Its row is committed, by this submission. */
    CONFIRMED,
    /** Its row was committed before, by another submission of the same content. */
    ALREADY_PLACED,
    /** No database could take it; it is kept in the queue, and entered as soon as one can. */
    QUEUED
}
