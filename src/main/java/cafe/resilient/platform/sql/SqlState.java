/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.sql;

import java.util.List;

/**
 * What a five-character SQLState says of the server that sent it (PostgreSQL's manual, appendix A). Never judge by message:
 * messages are translated. One source, two places: the application judges its faults by this table, and the server's pool
 * module carries the same class to decide which connections to throw away.
 *
 * <p>A refusal is the exception, and is listed. What is not listed anywhere, states yet to be invented among it, is the schema's.
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

    /** With those above, all that is the store's as a whole: what it cannot do just now, or not for us. */
    private static final List<String> OF_STORE = List.of(
            "25", // transaction state
            "28", // not allowed in: a password, a certificate
            "3D", // no such database
            "40003", // it does not know itself whether the statement was completed
            "53", // out of disk, memory, connections
            "57"); // operator intervention

    /** The server answered, and another attempt may be luckier: nothing is wrong with the server, the schema or the content. */
    private static final List<String> PASSES = List.of(
            "40", // rolled back: serialization, deadlock
            "55P03", // locked by somebody for too long
            "55006", // in use by somebody
            "57014"); // cancelled: by an administrator, or by a time-out of the statement

    /** A statement was prepared before the schema changed, or its server session is another one: the connection is stale. */
    private static final List<String> STALE = List.of("0A000", "26000");

    /** What only a value that the command brought can cause; and rules on its row. */
    private static final List<String> OF_CONTENT = List.of(
            "22001", // longer than its column
            "22003", // a number beyond its type
            "22007", // no date
            "22008", // a date beyond its type
            "22021", // a character that the database does not have, such as NUL
            "22P02", // no value of its type
            "22P03", // the same, in binary
            "22P05", // a character that cannot be translated
            "23001", // a row that others refer to
            "23503", // a row it refers to is not there
            "23514"); // a check

    /** Unique and exclusion constraints: whose they are decides. */
    private static final List<String> TAKEN = List.of("23505", "23P01");

    /** What the server says of itself: of all it has, or of the one table or index that is broken. */
    private static final List<String> OF_ITS_FILES = List.of("58", "XX");

    private SqlState() {}

    /** Whether the connection that reported this state must not be used again. Null (a pool's own exception): no. */
    public static boolean endsConnection(String state) {
        return startsWithOne(state, ENDS_CONNECTION);
    }

    /** Whether it may be of one table alone: said again by a server that commits elsewhere, it is. */
    public static boolean isOfFiles(String state) {
        return startsWithOne(state, OF_ITS_FILES);
    }

    /** Whether only this connection is out of date: its server is well, and a new connection to it is, too. */
    public static boolean isStale(String state) {
        return startsWithOne(state, STALE);
    }

    /** Whether the command's own content may be to blame. */
    public static boolean isContents(String state) {
        return startsWithOne(state, OF_CONTENT);
    }

    /** Whether another row has what must be unique. */
    public static boolean isTaken(String state) {
        return startsWithOne(state, TAKEN);
    }

    /** Whether it is the store's fault as a whole, so that its server is in doubt. Null (a pool's own exception): yes. */
    public static boolean isStores(String state) {
        return state == null || !passes(state) && (endsConnection(state) || startsWithOne(state, OF_STORE));
    }

    /** Whether it passes by itself: the server is well, and the same attempt may be made again. */
    public static boolean passes(String state) {
        return !"40003".equals(state) && startsWithOne(state, PASSES) || isStale(state);
    }

    /** Whether the schema is to blame, or who changed it: all other states. */
    public static boolean isSchemas(String state) {
        return !isStores(state) && !passes(state) && !isContents(state) && !isTaken(state);
    }

    private static boolean startsWithOne(String state, List<String> prefixes) {
        return state != null && prefixes.stream().anyMatch(state::startsWith);
    }
}
