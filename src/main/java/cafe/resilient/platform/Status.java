/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

/** What may be told of a command to whoever knows its number; never what it contains. */
public record Status(String number, State state, Journey journey) {

    /** Where the command is. */
    public enum State {
        /** Its row is committed. */
        CONFIRMED,
        /** It waits in the queue for a database. */
        QUEUED,
        /** It could not be entered as it is: it waits for an administrator. */
        SET_ASIDE
    }
}
