/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The queue command: what an administrator sees of a queue, and does with what is set aside in it. */
public final class QueueCommand {
    static final String HELP = """
            The queue of what no database could take. Usage: scripts/queue COMMAND [--regions LIST] [--table NAME]

              status            a line a region: how many wait, for how long the oldest has, how many are set aside
              aside             a line for each that is set aside: number type when reason
              retry NUMBER      back into the queue, to be tried again
              retry --all       all of them
              drop NUMBER       delete one that is set aside, for good

              --regions LIST    AWS's names of the regions, each with =ENDPOINT if it is not at AWS's own address, separated
                                by commas; the first that answers is used, the others follow it (the running lab)
              --table NAME      the table's name (cafe-queue)

            Nothing that is personal is shown. On AWS, credentials are found as the AWS SDK finds them.
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<QueueAddress> regions;
    private final QueueTables tables;
    private final Consumer<String> out;

    private QueueCommand(List<QueueAddress> regions, QueueTables tables, Consumer<String> out) {
        this.regions = regions;
        this.tables = tables;
        this.out = out;
    }

    /** @throws LabException with a sentence when it cannot be done */
    public static void run(List<String> words, Map<String, String> environment, Consumer<String> out) {
        Arguments arguments = new Arguments("queue", words);
        QueueTables tables = QueueTables.from(arguments);
        List<QueueAddress> regions = QueueAddress.from(arguments, environment);
        QueueCommand command = new QueueCommand(regions, tables, out);
        String verb = arguments.word().orElseThrow(() -> new LabException("Say what: see scripts/queue --help."));
        Runnable task = command.task(verb, arguments);
        arguments.nothingLeft();
        task.run();
    }

    private Runnable task(String verb, Arguments arguments) {
        return switch (verb) {
            case "status" -> this::status;
            case "aside" -> () -> anywhere(StoredQueue::aside).forEach(item -> out.accept(line(item)));
            case "retry" -> arguments.flag("--all") ? this::retryAll : retry(number(verb, arguments));
            case "drop" -> drop(number(verb, arguments));
            default -> throw new LabException("There is no command '" + verb + "': see scripts/queue --help.");
        };
    }

    private static String number(String verb, Arguments arguments) {
        return arguments.word().orElseThrow(() -> new LabException("Say which: " + verb + " NUMBER."));
    }

    private void status() {
        int answered = 0;
        for (QueueAddress region : regions) {
            try {
                out.accept(region.region() + " "
                        + in(
                                region,
                                queue -> summary(queue.waiting(), queue.aside().size())));
                answered++;
            } catch (LabException e) {
                out.accept(e.getMessage());
            }
        }
        if (answered == 0) {
            throw new LabException("No region of the queue answers.");
        }
    }

    private static String summary(List<Map<String, AttributeValue>> waiting, int aside) {
        String oldest = waiting.stream()
                .map(item -> Long.parseLong(item.get("at").n()))
                .min(Long::compare)
                .map(at -> ", the oldest for " + Math.max(0, System.currentTimeMillis() - at) / 1000 + " s")
                .orElse("");
        return "waiting " + waiting.size() + oldest + ", set aside " + aside;
    }

    private static String line(Map<String, AttributeValue> item) {
        long when = Long.parseLong(item.get("asideAt").n());
        return String.join(
                " ",
                item.get(QueueTables.KEY).s(),
                item.get("type").s(),
                Instant.ofEpochMilli(when).toString(),
                item.get("reason").s().replace('\n', ' '));
    }

    private void retryAll() {
        List<Map<String, AttributeValue>> aside = anywhere(StoredQueue::aside);
        aside.stream().map(item -> item.get(QueueTables.KEY).s()).forEach(number -> {
            boolean back = anywhere(queue -> queue.retry(number));
            out.accept((back ? "back in the queue " : "dropped meanwhile ") + number);
        });
        if (aside.isEmpty()) {
            out.accept("nothing is set aside");
        }
    }

    private Runnable retry(String number) {
        return () -> {
            require(number, anywhere(queue -> queue.retry(number)));
            out.accept("back in the queue " + number);
        };
    }

    private Runnable drop(String number) {
        return () -> {
            require(number, anywhere(queue -> queue.drop(number)));
            out.accept("dropped " + number);
        };
    }

    private static void require(String number, boolean found) {
        if (!found) {
            throw new LabException("Nothing with the number " + number + " is set aside.");
        }
    }

    /** In the first region that answers. */
    private <T> T anywhere(Function<StoredQueue, T> task) {
        LabException last = null;
        for (QueueAddress region : regions) {
            try {
                return in(region, task);
            } catch (LabException e) {
                last = e;
            }
        }
        throw last;
    }

    private <T> T in(QueueAddress region, Function<StoredQueue, T> task) {
        try (DynamoDbClient client = region.client(PATIENCE)) {
            return task.apply(new StoredQueue(client, tables));
        } catch (ResourceNotFoundException e) {
            throw new LabException(
                    "There is no queue " + tables.name() + " in " + region
                            + ": make it with scripts/create-queue-table.",
                    e);
        } catch (SdkException e) {
            throw new LabException("The queue in " + region + " does not answer: " + QueueAddress.said(e), e);
        }
    }
}
