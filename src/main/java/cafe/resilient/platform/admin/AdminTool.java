/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The program of cafe-admin.jar: see {@link #HELP}. */
public final class AdminTool {

    static final String HELP = """
            The administrator's tool. Usage: java -jar cafe-admin.jar COMMAND [OPTION]...

              check            whether databases and queue are as the application needs them, and what to do if not
              roles            prints the SQL that makes the database's roles
              migrate          brings the schema of a database up to date
              create-tables    makes the tables of the queue
              queue            what waits in the queue, and its dead letters

            COMMAND --help says more. Exit code 0: done, or all is well; 1: not, and a sentence says why.
            """;

    private AdminTool() {}

    public static void main(String[] words) {
        try {
            run(List.of(words), System.getenv(), System.out::println);
        } catch (AdminException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** @throws AdminException with a sentence when it cannot be done, or a check finds something wrong */
    public static void run(List<String> words, Map<String, String> environment, Consumer<String> out) {
        String command = words.isEmpty() ? "--help" : words.get(0);
        Arguments arguments = new Arguments(command, words.subList(Math.min(1, words.size()), words.size()));
        if (arguments.flag("--help") || arguments.flag("-h")) {
            out.accept(help(command).stripTrailing());
            return;
        }
        Lines lines = new Lines(out, arguments.flag("--json"));
        switch (command) {
            case "check" -> Check.run(arguments, environment, lines);
            case "roles" -> out.accept(roles().stripTrailing());
            case "migrate" -> lines.line(Migration.run(arguments, environment), Map.of("done", true));
            case "create-tables" -> lines.line(TableCommand.run(arguments, environment), Map.of("done", true));
            case "queue" -> QueueCommand.run(arguments, environment, lines);
            default -> out.accept(help(command).stripTrailing());
        }
    }

    private static String help(String command) {
        return switch (command) {
            case "check" -> Check.HELP;
            case "roles" -> "Prints the SQL that makes the database's roles. Usage: roles >roles.sql";
            case "migrate" -> Migration.HELP;
            case "create-tables" -> TableCommand.HELP;
            case "queue" -> QueueCommand.HELP;
            case "--help", "-h" -> HELP;
            default -> throw new AdminException("There is no command '" + command + "': see --help.");
        };
    }

    private static String roles() {
        try (InputStream sql = AdminTool.class.getResourceAsStream("/db/roles.sql")) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
