/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.IntSupplier;
import org.flywaydb.core.api.FlywayException;

/** The migrate command: brings an administrator's own database up to date. */
final class Migration {
    static final String PASSWORD = "CAFE_OWNER_PASSWORD";
    static final String HELP = """
            Brings the schema of a database up to date. Usage: scripts/migrate --url URL --user USER
                                                                        [--from FOLDER --schema NAME]

              --url jdbc:postgresql://HOST:PORT/DATABASE    the database; it and the roles must be there (see db/roles.sql)
              --user cafe_owner                             who owns it
              CAFE_OWNER_PASSWORD                           that user's password, in the environment
              --from FOLDER --schema NAME                   the migrations of another application, in a schema of its own,
                                                            in place of the cafe's

            Running it twice is fine: what is there is left alone.
            """;

    private Migration() {}

    /** Answers a sentence; throws a LabException with one when it cannot. */
    static String run(List<String> words, Map<String, String> environment) {
        Arguments arguments = new Arguments("migrate", words);
        String url = arguments.value("--url").orElseThrow(() -> missing("--url jdbc:postgresql://HOST:PORT/DATABASE"));
        String user = arguments.value("--user").orElseThrow(() -> missing("--user cafe_owner"));
        Optional<String> from = arguments.value("--from");
        Optional<String> schema = arguments.value("--schema");
        arguments.nothingLeft();
        String password = environment.getOrDefault(PASSWORD, "");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new LabException("The URL must begin with jdbc:postgresql: .");
        } else if (password.isEmpty()) {
            throw missing(PASSWORD + " in the environment");
        } else if (from.isPresent() != schema.isPresent()) {
            throw missing("both of --from FOLDER and --schema NAME");
        } else if (from.isPresent() && !Files.isDirectory(Path.of(from.get()))) {
            throw new LabException("There is no folder " + from.get() + ".");
        }
        check(url, user, password);
        return migrate(() -> from.isEmpty()
                ? Schema.migrate(url, user, password)
                : Schema.migrate(url, user, password, schema.get(), "filesystem:" + from.get()));
    }

    private static LabException missing(String what) {
        return new LabException("Give " + what + ": see scripts/migrate --help.");
    }

    private static String migrate(IntSupplier migrations) {
        try {
            int done = migrations.getAsInt();
            return done == 0 ? "The schema is up to date." : "Migrations done: " + done + ".";
        } catch (FlywayException e) {
            throw new LabException("The migration failed and was undone: " + said(e), e);
        }
    }

    /** The server's own words are at the bottom; Flyway's are a page. */
    private static String said(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage()).strip().lines().findFirst().orElse("no reason given");
    }

    /** First by hand, to tell an administrator plainly what is wrong. */
    private static void check(String url, String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            if (!Schema.exists(statement, "select from pg_roles where rolname = '" + Schema.APP + "'")) {
                throw new LabException(
                        "There is no role " + Schema.APP + ": have an administrator run db/roles.sql first.");
            }
        } catch (SQLException e) {
            throw new LabException(reason(e, place(url), user), e);
        }
    }

    /** Without its parameters, which may hold a password. */
    private static String place(String url) {
        return url.replaceFirst("[?].*", "");
    }

    private static String reason(SQLException e, String place, String user) {
        return switch (String.valueOf(e.getSQLState())) {
            case "08001", "08004", "08006" -> "Cannot reach " + place + ": " + said(e) + ".";
            case "28P01", "28000" -> "User " + user + " is not let in at " + place + ": check " + PASSWORD + ".";
            case "3D000" -> "There is no such database: " + place + ".";
            default -> "Cannot use " + place + ": " + said(e) + ".";
        };
    }
}
