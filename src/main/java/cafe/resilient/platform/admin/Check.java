/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The check command: whether databases and queue are as the application needs them. */
final class Check {

    static final String HELP = """
            Whether databases and queue are as the application needs them: a line for each thing, and what to do if it is wrong.
            Usage: check [--url URL]... [--user USER] [--regions LIST] [--table NAME] [--json]

              --url jdbc:postgresql://HOST:PORT/DATABASE    a database, one of each region, the writer's among them
              --user cafe_app                               whom the application logs in as
              CAFE_APP_PASSWORD                             that user's password, in the environment
              --regions, --table                            the queue: see queue --help
              --json                                        a JSON object for each line

            Nothing is changed but for an item in the queue's table, which is deleted at once.
            """;

    private static final String PASSWORD = "CAFE_APP_PASSWORD";

    /**
     * What was found out of one thing.
     *
     * @param todo what an administrator does about it; empty if it is right
     */
    record Verdict(String thing, String found, Optional<String> todo) {

        static Verdict right(Object thing, String found) {
            return new Verdict(thing.toString(), found, Optional.empty());
        }

        static Verdict wrong(Object thing, String found, String todo) {
            return new Verdict(thing.toString(), found, Optional.of(todo));
        }

        private void tell(Lines out) {
            String mark = todo.isEmpty() ? "ok     " : "WRONG  ";
            out.line(
                    mark + thing + ": " + found + todo.map(what -> ". " + what).orElse(""),
                    Map.of("ok", todo.isEmpty(), "thing", thing, "found", found, "todo", todo.orElse("")));
        }
    }

    private Check() {}

    /** @throws AdminException when something is wrong */
    static void run(Arguments arguments, Map<String, String> environment, Lines out) {
        String user = arguments.value("--user").orElse("cafe_app");
        List<Database> databases = new ArrayList<>();
        for (Optional<String> url = arguments.value("--url"); url.isPresent(); url = arguments.value("--url")) {
            databases.add(new Database(url.get(), user, environment.getOrDefault(PASSWORD, ""), PASSWORD));
        }
        QueueTables tables = QueueTables.from(arguments);
        List<QueueAddress> queues = arguments
                .value("--regions")
                .or(() -> Optional.ofNullable(environment.get(QueueAddress.REGIONS)))
                .map(QueueAddress::list)
                .orElse(List.of());
        arguments.nothingLeft();
        if (databases.isEmpty() && queues.isEmpty()) {
            throw new AdminException("Say what to check: --url URL, --regions LIST, or both.");
        }
        List<Verdict> verdicts = Stream.concat(
                        DatabaseCheck.of(databases).stream(),
                        queues.stream().flatMap(queue -> QueueCheck.of(queue, tables).stream()))
                .toList();
        verdicts.forEach(verdict -> verdict.tell(out));
        long wrong =
                verdicts.stream().filter(verdict -> verdict.todo.isPresent()).count();
        if (wrong > 0) {
            throw new AdminException(wrong + " of " + verdicts.size() + " things are not as they should be.");
        }
    }
}
