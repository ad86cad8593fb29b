/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

/** What may be told of a command to whoever knows its number; never what it contains. */
public record Status(String number, State state, Journey journey) {

    /** Where the command is. */
    public enum State {
        /** Its row is committed. */
        CONFIRMED
    }
}
