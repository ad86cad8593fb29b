/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import cafe.resilient.platform.queue.QueueItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The queue command: what an administrator sees of a queue, and does with its dead letters. */
final class QueueCommand {

    static final String HELP = """
            The queue of what no database could take. Usage: queue COMMAND [--regions LIST] [--table NAME] [--json]

              status            a line a region: how many wait, for how long the oldest has, how many dead letters there are
              list              a line for each dead letter: number type when reason
              retry NUMBER      back into the queue, to be tried again
              retry --all       all of them
              drop NUMBER       delete a dead letter, for good

              --regions LIST    AWS's names of the regions, each with =ENDPOINT if it is not at AWS's own address, separated
                                by commas; the first that answers is used, the others follow it. Or CAFE_QUEUE_REGIONS
                                in the environment; scripts/admin fills in the running lab's
              --table NAME      the table's name (cafe-queue)
              --json            a JSON object for each line

            Nothing that is personal is shown. On AWS, credentials are found as the AWS SDK finds them.
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<QueueAddress> regions;
    private final QueueTables tables;
    private final Lines out;

    private QueueCommand(List<QueueAddress> regions, QueueTables tables, Lines out) {
        this.regions = regions;
        this.tables = tables;
        this.out = out;
    }

    /** @throws AdminException with a sentence when it cannot be done */
    static void run(Arguments arguments, Map<String, String> environment, Lines out) {
        QueueTables tables = QueueTables.from(arguments);
        QueueCommand command = new QueueCommand(QueueAddress.from(arguments, environment), tables, out);
        String verb = arguments.word().orElseThrow(() -> new AdminException("Say what: see queue --help."));
        Runnable task = command.task(verb, arguments);
        arguments.nothingLeft();
        task.run();
    }

    private Runnable task(String verb, Arguments arguments) {
        return switch (verb) {
            case "status" -> this::status;
            case "list" -> () -> anywhere(StoredQueue::deadLetters).forEach(this::show);
            case "retry" -> arguments.flag("--all") ? this::retryAll : retry(number(verb, arguments));
            case "drop" -> drop(number(verb, arguments));
            default -> throw new AdminException("There is no command '" + verb + "': see queue --help.");
        };
    }

    private static String number(String verb, Arguments arguments) {
        return arguments.word().orElseThrow(() -> new AdminException("Say which: " + verb + " NUMBER."));
    }

    private void status() {
        int answered = 0;
        for (QueueAddress region : regions) {
            try {
                List<QueueItem> waiting = in(region, StoredQueue::waiting);
                show(region, waiting, in(region, StoredQueue::deadLetters).size());
                answered++;
            } catch (AdminException e) {
                out.line(e.getMessage(), Map.of("region", region.toString(), "error", e.getMessage()));
            }
        }
        if (answered == 0) {
            throw new AdminException("No region of the queue answers.");
        }
    }

    private void show(QueueAddress region, List<QueueItem> waiting, int deadLetters) {
        long oldest = waiting.stream()
                .map(QueueItem::at)
                .min(Instant::compareTo)
                .map(at -> Math.max(0, Duration.between(at, Instant.now()).toSeconds()))
                .orElse(0L);
        out.line(
                region.region() + " waiting " + waiting.size()
                        + (waiting.isEmpty() ? "" : ", the oldest for " + oldest + " s") + ", dead letters "
                        + deadLetters,
                Map.of(
                        "region",
                        region.region(),
                        "waiting",
                        waiting.size(),
                        "oldestSeconds",
                        oldest,
                        "deadLetters",
                        deadLetters));
    }

    private void show(QueueItem letter) {
        String reason = letter.reason().replace('\n', ' ');
        out.line(
                String.join(
                        " ", letter.number(), letter.type(), letter.setAsideAt().toString(), reason),
                Map.of(
                        "number",
                        letter.number(),
                        "type",
                        letter.type(),
                        "at",
                        letter.setAsideAt().toString(),
                        "reason",
                        reason));
    }

    private void retryAll() {
        List<QueueItem> letters = anywhere(StoredQueue::deadLetters);
        letters.stream().map(QueueItem::number).forEach(number -> {
            boolean back = anywhere(queue -> queue.retry(number));
            told(back ? "back in the queue" : "dropped meanwhile", number);
        });
        if (letters.isEmpty()) {
            out.line("there are no dead letters", Map.of());
        }
    }

    private Runnable retry(String number) {
        return () -> {
            require(number, anywhere(queue -> queue.retry(number)));
            told("back in the queue", number);
        };
    }

    private Runnable drop(String number) {
        return () -> {
            require(number, anywhere(queue -> queue.drop(number)));
            told("dropped", number);
        };
    }

    private void told(String what, String number) {
        out.line(what + " " + number, Map.of("number", number, "done", what));
    }

    private static void require(String number, boolean found) {
        if (!found) {
            throw new AdminException("There is no dead letter with the number " + number + ".");
        }
    }

    /** In the first region that answers. */
    private <T> T anywhere(Function<StoredQueue, T> task) {
        AdminException last = null;
        for (QueueAddress region : regions) {
            try {
                return in(region, task);
            } catch (AdminException e) {
                last = e;
            }
        }
        throw last;
    }

    private <T> T in(QueueAddress region, Function<StoredQueue, T> task) {
        try (DynamoDbClient client = region.client(PATIENCE)) {
            return task.apply(new StoredQueue(client, tables));
        } catch (ResourceNotFoundException e) {
            throw new AdminException(
                    "There is no table " + tables.name() + " or " + tables.deadLetters() + " in " + region
                            + ": make them with create-tables.",
                    e);
        } catch (SdkException e) {
            throw new AdminException("The queue in " + region + " does not answer: " + QueueAddress.said(e), e);
        }
    }
}
