/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import cafe.resilient.lab.Lab;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** A table of commands that were taken, looked at from outside the application. */
final class Book {

    private static final Duration REPLICATED_WITHIN = Duration.ofSeconds(10);

    private final Lab lab;
    private final String table;
    private final String number;
    private final String content;

    /**
     * @param number the column of the number
     * @param content the columns of the content, as SQL
     */
    Book(Lab lab, String table, String number, String content) {
        this.lab = lab;
        this.table = table;
        this.number = number;
        this.content = content;
    }

    /** Rows on the writer. */
    long rows() {
        return Long.parseLong(read(lab.writer(), "select count(*) from " + table + " where ? = ''", ""));
    }

    /** Rows on the writer with this number. */
    long rows(String value) {
        return Long.parseLong(read(lab.writer(), "select count(*) from " + table + " where " + number + " = ?", value));
    }

    /** Numbers of the rows on the writer whose name is like that. */
    Set<String> numbers(String name) {
        return numbers("ordrname like ?", name);
    }

    private Set<String> numbers(String condition, String name) {
        try (Connection connection = lab.connect(lab.writer(), "postgres");
                PreparedStatement statement =
                        connection.prepareStatement("select " + number + " from " + table + " where " + condition)) {
            statement.setString(1, name);
            Set<String> numbers = new TreeSet<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    numbers.add(result.getString(1));
                }
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The row's content, separated by bars; null if it does not come to this node. */
    String awaitRow(String node, String value) {
        long end = System.nanoTime() + REPLICATED_WITHIN.toNanos();
        String row;
        do {
            row = read(
                    node, "select concat_ws('|', " + content + ") from " + table + " where " + number + " = ?", value);
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
