/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import cafe.resilient.platform.admin.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** The cafe's database: what a superuser does once, and what the owner migrates. */
final class Schema {
    static final String DATABASE = "cafedb";
    static final String OWNER = "cafe_owner";
    static final String APP = "cafe_app";
    private static final String ROLES = "/db/roles.sql";

    private Schema() {}

    /** The roles with their settings and passwords, and an empty database. For a superuser; running it twice is fine. */
    static void prepare(Connection superuser, String ownerPassword, String appPassword) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(resource(ROLES));
            // hashed here: the server, and so its log, never sees the password
            PGConnection postgres = superuser.unwrap(PGConnection.class);
            postgres.alterUserPassword(OWNER, ownerPassword.toCharArray(), "scram-sha-256");
            postgres.alterUserPassword(APP, appPassword.toCharArray(), "scram-sha-256");
            if (!exists(statement, "select from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE + " owner " + OWNER);
            }
        }
    }

    /** Brings the cafe's schema up to date, as its owner; answers how many migrations that took. */
    static int migrate(String url, String user, String password) {
        return Migration.apply(url, user, password, Migration.CAFE, Migration.MIGRATIONS);
    }

    static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next();
        }
    }

    private static String resource(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
