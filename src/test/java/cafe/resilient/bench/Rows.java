/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The rows of orders on the writer, looked at from outside the application. */
public final class Rows {

    private static final Duration REPLAYED_WITHIN = Duration.ofSeconds(30);

    private Rows() {}

    /** The numbers of those whose name begins like that, a row each. */
    public static List<String> numbers(Lab lab, String tag) throws SQLException {
        try (Connection connection = lab.connect(lab.writer(), "postgres")) {
            return numbers(connection, "select ordrdgst from cafe.ordersraw where starts_with(ordrname, ?)", tag);
        }
    }

    /** The first column of what the query with this one parameter finds. */
    public static List<String> numbers(Connection connection, String query, String tag) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, tag);
            List<String> numbers = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    numbers.add(result.getString(1));
                }
            }
            return numbers;
        }
    }

    /** K1: exactly one row of each, as soon as the whole replay may be over. @throws LabException if not */
    static void awaitOnceEach(Lab lab, String tag, int orders) throws SQLException, InterruptedException {
        long end = System.nanoTime() + REPLAYED_WITHIN.toNanos();
        List<String> numbers = numbers(lab, tag);
        while (numbers.size() < orders && System.nanoTime() < end) {
            Thread.sleep(50);
            numbers = numbers(lab, tag);
        }
        if (numbers.size() != orders || new HashSet<>(numbers).size() != orders) {
            throw new LabException(orders + " orders were taken, but there are " + numbers.size() + " rows of them.");
        }
    }
}
