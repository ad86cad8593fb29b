/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import java.util.List;

/**
 * What a five-character SQLState says of the server that sent it (PostgreSQL's manual, appendix A). Never judge by message:
 * messages are translated. One source, two places: the application judges its faults by this table, and the server's pool
 * module carries the same class to decide which connections to throw away.
 */
public final class SqlState {

    /** Prefixes after which a connection is of no more use, to this command or to the next. */
    private static final List<String> ENDS_CONNECTION = List.of(
            "08", // connection exception: refused, lost, a time-out on the socket (pgjdbc: 08001, 08003, 08006)
            "57P", // operator intervention: shutdown, crash of another backend, starting up, idle too long
            "58", // system error outside PostgreSQL: its disk or its files
            "XX", // internal error, corrupted data
            "99", // pgjdbc's own "unexpected error": nobody knows what is still in the socket
            "25006", // read only: this server is no longer the writer, but its sockets live on
            "25P03", // idle in transaction too long: the server has hung up
            "25P04"); // transaction too long: the server has hung up

    /** With those above, all that is the store's: what it cannot do just now, or not for us. */
    private static final List<String> OF_STORE = List.of(
            "25", // transaction state
            "26", // a statement that was prepared is gone, as behind a pooler of transactions
            "28", // not allowed in
            "3D", // no such database
            "40", // rolled back: serialization, deadlock
            "53", // out of disk, memory, connections
            "55", // not in a state to do it, such as locked for too long
            "57"); // operator intervention, such as a statement cancelled

    /** A twin took our own unique key: the store, asked again, finds the twin's row. */
    private static final String UNIQUE_VIOLATION = "23505";

    /** A command refuses by itself to be without what it must have: the schema has a column the application does not know. */
    private static final String NOT_NULL_VIOLATION = "23502";

    private SqlState() {}

    /** Whether the connection that reported this state must not be used again. Null (a pool's own exception): no. */
    public static boolean endsConnection(String state) {
        return startsWithOne(state, ENDS_CONNECTION);
    }

    /** Whether the command's own content is refused, here and in any other region: classes 22 (data), 23 (integrity). */
    public static boolean isContentsFault(String state) {
        return startsWithOne(state, List.of("22", "23"))
                && !UNIQUE_VIOLATION.equals(state)
                && !NOT_NULL_VIOLATION.equals(state);
    }

    /** Whether it is the store's fault, so that another attempt may succeed. Null (a pool's own exception): yes. */
    public static boolean isStoresFault(String state) {
        return state == null
                || endsConnection(state)
                || startsWithOne(state, OF_STORE)
                || UNIQUE_VIOLATION.equals(state);
    }

    /** Whether the application is at fault: class 42, our SQL, or a schema that was not migrated, or was too early. */
    public static boolean isOurs(String state) {
        return startsWithOne(state, List.of("42", NOT_NULL_VIOLATION));
    }

    private static boolean startsWithOne(String state, List<String> prefixes) {
        return state != null && prefixes.stream().anyMatch(state::startsWith);
    }
}
