/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Status;
import cafe.resilient.platform.Waiting;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A command as the queue keeps it: all of it as text, so that one which this version of the application cannot read
 * stays what it is.
 *
 * @param number the key
 * @param type simple name of the command's class
 * @param payload the command as JSON, as version 1 of this format writes it
 * @param submission of the command: a put that was tried twice finds its own
 * @param journey as JSON
 * @param at when it was queued, to the millisecond
 */
public record QueueItem(String number, String type, String payload, String submission, String journey, Instant at) {

    private static final String VERSION = "1";
    private static final Jsonb JSON = JsonbBuilder.create();

    static QueueItem of(Waiting waiting, Instant at) {
        return new QueueItem(
                waiting.number(),
                waiting.command().getClass().getSimpleName(),
                JSON.toJson(waiting.command()),
                waiting.command().submission().toString(),
                waiting.journey().toJson().toString(),
                at);
    }

    /** Attributes that are missing are empty: whoever reads the command finds it unreadable then, and says so. */
    static QueueItem from(Map<String, AttributeValue> attributes) {
        return new QueueItem(
                text(attributes, "number"),
                text(attributes, "type"),
                text(attributes, "payload"),
                text(attributes, "submission"),
                text(attributes, "journey"),
                attributes.containsKey("at")
                        ? Instant.ofEpochMilli(
                                Long.parseLong(attributes.get("at").n()))
                        : Instant.EPOCH);
    }

    Map<String, AttributeValue> attributes() {
        Map<String, AttributeValue> attributes = Map.of(
                        "number",
                        number,
                        "type",
                        type,
                        "payload",
                        payload,
                        "submission",
                        submission,
                        "journey",
                        journey)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> AttributeValue.fromS(entry.getValue())));
        attributes.put("version", AttributeValue.fromN(VERSION));
        attributes.put("at", AttributeValue.fromN(String.valueOf(at.toEpochMilli())));
        return attributes;
    }

    /** @throws jakarta.json.bind.JsonbException if it cannot be read as one of these */
    public <C extends Command> C command(Class<C> type) {
        return JSON.fromJson(payload, type);
    }

    /** @throws jakarta.json.JsonException if it has no journey */
    Status status(Status.State state) {
        return new Status(number, state, Journey.parse(journey));
    }

    private static String text(Map<String, AttributeValue> attributes, String name) {
        AttributeValue value = attributes.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }
}
