/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The migrate command: brings an administrator's own database up to date. */
public final class Migration {
    public static final String PASSWORD = "CAFE_OWNER_PASSWORD";
    static final String HELP = """
            Brings the schema of a database up to date. Usage: migrate --url URL --user USER
                                                                [--from FOLDER --schema NAME]

              --url jdbc:postgresql://HOST:PORT/DATABASE    the database; it and the roles must be there (see roles)
              --user cafe_owner                             who owns it
              CAFE_OWNER_PASSWORD                           that user's password, in the environment
              --from FOLDER --schema NAME                   the migrations of another application, in a schema of its own,
                                                            in place of the cafe's

            Running it twice is fine: what is there is left alone.
            """;

    private static final String APP = "cafe_app";
    public static final String CAFE = "cafe";
    public static final String MIGRATIONS = "classpath:db/migration";

    private Migration() {}

    /** Brings a schema up to date, as its owner; answers how many migrations that took. @param location Flyway's, of the migrations */
    public static int apply(String url, String user, String password, String schema, String location) {
        return Flyway.configure()
                .dataSource(url, user, password)
                .schemas(schema)
                .locations(location)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /** Answers a sentence; throws an AdminException with one when it cannot. */
    static String run(Arguments arguments, Map<String, String> environment) {
        String url = arguments.value("--url").orElseThrow(() -> missing("--url jdbc:postgresql://HOST:PORT/DATABASE"));
        String user = arguments.value("--user").orElseThrow(() -> missing("--user cafe_owner"));
        Optional<String> from = arguments.value("--from");
        Optional<String> schema = arguments.value("--schema");
        arguments.nothingLeft();
        String password = environment.getOrDefault(PASSWORD, "");
        if (from.isPresent() != schema.isPresent()) {
            throw missing("both of --from FOLDER and --schema NAME");
        } else if (from.isPresent() && !Files.isDirectory(Path.of(from.get()))) {
            throw new AdminException("There is no folder " + from.get() + ".");
        }
        Database database = new Database(url, user, password, PASSWORD);
        check(database, from.isEmpty());
        return migrate(() -> apply(
                url,
                user,
                password,
                schema.orElse(CAFE),
                from.map(folder -> "filesystem:" + folder).orElse(MIGRATIONS)));
    }

    private static AdminException missing(String what) {
        return new AdminException("Give " + what + ": see migrate --help.");
    }

    private static String migrate(IntSupplier migrations) {
        try {
            int done = migrations.getAsInt();
            return done == 0 ? "The schema is up to date." : "Migrations done: " + done + ".";
        } catch (FlywayException e) {
            throw new AdminException("The migration failed and was undone: " + Database.said(e), e);
        }
    }

    /** First by hand, to tell an administrator plainly what is wrong. */
    private static void check(Database database, boolean ofTheCafe) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet role = statement.executeQuery("select from pg_roles where rolname = '" + APP + "'")) {
            if (ofTheCafe && !role.next()) {
                throw new AdminException(
                        "There is no role " + APP + ": have an administrator run what the command roles prints.");
            }
        } catch (SQLException e) {
            throw database.failed(e);
        }
    }
}
