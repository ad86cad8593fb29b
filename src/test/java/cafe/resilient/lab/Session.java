/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A connection of the control plane, straight to a node. What the server refuses becomes one sentence. */
final class Session implements AutoCloseable {
    private final String node;
    private final Connection connection;

    private Session(String node, Connection connection) {
        this.node = node;
        this.connection = connection;
    }

    /** As superuser. Nothing takes longer than 30 s. */
    static Session open(String node, int port, String database, String password) {
        try {
            return new Session(node, connect(port, database, "postgres", password, 30));
        } catch (SQLException e) {
            throw refused(node, e);
        }
    }

    /** @param socketTimeout seconds a read may take; 0: for ever */
    static Connection connect(int port, String database, String user, String password, int socketTimeout)
            throws SQLException {
        return connect("lab", port, database, user, password, socketTimeout);
    }

    /** As the application's role, under a name of the lab's own. */
    static Connection connect(String applicationName, int port, String user, String password) throws SQLException {
        return connect(applicationName, port, Schema.DATABASE, user, password, 10);
    }

    private static Connection connect(
            String applicationName, int port, String database, String user, String password, int socketTimeout)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", Integer.toString(socketTimeout));
        properties.setProperty("ApplicationName", applicationName);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    /** Of a client that only looks whether it can commit: no fault is meant for it alone, and it waits 1 s for an answer. */
    static Connection watch(int port, String user, String password) throws SQLException {
        return connect("lab" + Traps.WATCH, port, Schema.DATABASE, user, password, 1);
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw refused(node, e);
        }
    }

    /** The first row's columns as text; empty when there is no row. */
    List<String> row(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> columns = new ArrayList<>();
            if (result.next()) {
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(result.getString(i)));
                }
            }
            return columns;
        } catch (SQLException e) {
            throw refused(node, e);
        }
    }

    /** The first column of the first row as text; "" when there is no row. */
    String value(String sql) {
        List<String> row = row(sql);
        return row.isEmpty() ? "" : row.get(0);
    }

    boolean is(String sql) {
        return value(sql).equals("t");
    }

    private static LabException refused(String node, SQLException e) {
        return new LabException(node + " refused the control plane: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // the server went first
        }
    }
}
