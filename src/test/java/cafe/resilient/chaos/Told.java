/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

/** What became of a request, as its customer saw it. */
enum Told {
    CONFIRMED,
    ALREADY_PLACED,
    QUEUED,
    /** By the page, which says CONFIRMED or QUEUED only later. */
    TAKEN,
    NOT_TAKEN,
    UNKNOWN,
    /** A question what became of it, answered. */
    FOUND,
    /** The answer to that question is that there is no such thing. */
    NOT_FOUND,
    /** That it cannot be answered just now. */
    NOT_NOW,
    /** Its content was refused. */
    REFUSED,
    /** An answer that no promise knows, such as 500. */
    FAILED,
    /** No answer: the connection failed, or the customer's patience ended. */
    NOTHING;

    boolean isTaken() {
        return this == CONFIRMED || this == ALREADY_PLACED || this == QUEUED || this == TAKEN;
    }
}
