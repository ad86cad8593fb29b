/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandJson;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Status;
import cafe.resilient.platform.Waiting;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A command as the queue keeps it. Whatever attributes it has, it can be listed, shown, and set aside as it is; only to
 * read the command itself they must be right.
 *
 * @param attributes number (the key), type (simple name of the command's class), version of this format, payload (the command
 *     as JSON), submission (of the command), journey (as JSON), at (when it was queued, in ms since 1970), call (only of a copy that
 *     one call put beside its waiting, and that nobody else relies on)
 */
public record QueueItem(Map<String, AttributeValue> attributes) {

    private static final String VERSION = "1";

    static QueueItem of(Waiting waiting, Instant at) {
        Command command = waiting.command();
        return new QueueItem(Map.of(
                "number", AttributeValue.fromS(waiting.number()),
                "type", AttributeValue.fromS(command.getClass().getSimpleName()),
                "version", AttributeValue.fromN(VERSION),
                "payload", AttributeValue.fromS(CommandJson.write(command)),
                "submission", AttributeValue.fromS(command.submission().toString()),
                "journey", AttributeValue.fromS(waiting.journey().toJson().toString()),
                "at", millis(at)));
    }

    /** The same, put by that call beside its waiting: it may take it back. */
    QueueItem copyOf(UUID call) {
        Map<String, AttributeValue> copy = new HashMap<>(attributes);
        copy.put(QueueTable.CALL, AttributeValue.fromS(call.toString()));
        return new QueueItem(copy);
    }

    static AttributeValue millis(Instant at) {
        return AttributeValue.fromN(String.valueOf(at.toEpochMilli()));
    }

    public String number() {
        return text("number");
    }

    public String type() {
        return text("type");
    }

    /** When it was queued, to the millisecond; in 1970 if it does not say. */
    public Instant at() {
        try {
            return Instant.ofEpochMilli(Long.parseLong(attributes.get("at").n()));
        } catch (RuntimeException e) {
            return Instant.EPOCH;
        }
    }

    /** What happened to it so far; empty if it does not say. */
    public Journey journey() {
        try {
            return Journey.parse(text("journey"));
        } catch (RuntimeException e) {
            return new Journey(List.of());
        }
    }

    /** @throws RuntimeException if it cannot be read as one of these, or its format is of another version */
    public <C extends Command> C command(Class<C> type) {
        AttributeValue version = attributes.get("version");
        if (version == null || !VERSION.equals(version.n())) {
            throw new IllegalArgumentException("The format is not of version " + VERSION);
        }
        return CommandJson.read(text("payload"), type);
    }

    Status status(Status.State state) {
        return new Status(number(), state, journey());
    }

    private String text(String name) {
        AttributeValue value = attributes.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }
}
