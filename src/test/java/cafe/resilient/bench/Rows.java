/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.Lab;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of orders on the writer, looked at from outside the application. */
final class Rows {

    private Rows() {}

    /** The numbers of those whose name begins like that, a row each. */
    static List<String> numbers(Lab lab, String tag) throws SQLException {
        try (Connection connection = lab.connect(lab.writer(), "postgres");
                PreparedStatement statement = connection.prepareStatement(
                        "select ordrdgst from cafe.ordersraw where starts_with(ordrname, ?)")) {
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
}
