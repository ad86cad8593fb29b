/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import cafe.resilient.lab.Lab;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The table of orders, looked at from outside the application. */
final class Book {

    private static final Duration REPLICATED_WITHIN = Duration.ofSeconds(10);

    private final Lab lab;

    Book(Lab lab) {
        this.lab = lab;
    }

    /** Rows on the writer. */
    long rows() {
        return Long.parseLong(read(lab.writer(), "select count(*) from cafe.ordersraw where ? = ''", ""));
    }

    /** Rows on the writer with this number. */
    long rows(String number) {
        return Long.parseLong(read(lab.writer(), "select count(*) from cafe.ordersraw where ordrdgst = ?", number));
    }

    /** The row as name|people|time|text, null if it does not come to this node. */
    String awaitRow(String node, String number) {
        long end = System.nanoTime() + REPLICATED_WITHIN.toNanos();
        String row;
        do {
            row = read(node, """
                    select concat_ws('|', ordrname, ordrppl, ordrdttm, ordrtxt) from cafe.ordersraw where ordrdgst = ?""", number);
            LockSupport.parkNanos(5_000_000);
        } while (row == null && System.nanoTime() < end);
        return row;
    }

    private String read(String node, String sql, String value) {
        try (Connection connection = lab.connect(node, "postgres");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
