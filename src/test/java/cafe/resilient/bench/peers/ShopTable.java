/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A rival's orders: one INSERT and one COMMIT each. */
final class ShopTable {

    private final DataSource pool;
    private final String insert;

    /** @param unique whether the table has a unique number, so that an order that is there already is left as it is */
    ShopTable(DataSource pool, String table, boolean unique) {
        this.pool = pool;
        insert = "insert into peers." + table + " (number, name, people, at, text) values (?, ?, ?, ?, ?)"
                + (unique ? " on conflict (number) do nothing" : "");
    }

    /** @return how many rows that made: 0 if the order was there */
    int insert(ShopOrder order) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                statement.setString(1, order.number());
                statement.setString(2, order.name());
                statement.setInt(3, order.people());
                statement.setObject(4, order.at());
                statement.setString(5, order.text());
                int rows = statement.executeUpdate();
                connection.commit();
                return rows;
            } catch (SQLException e) {
                rollBack(connection);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            // the pool sees to it
        }
    }
}
