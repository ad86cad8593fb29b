/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import cafe.resilient.platform.Journey;
import cafe.resilient.platform.queue.QueueTable;
import jakarta.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A command in the queue that no database takes: an order by somebody whose name is longer than the column. */
final class Poison {
    private static final int LETTERS = 60;

    private Poison() {}

    static Map<String, AttributeValue> item() {
        Instant now = Instant.now();
        String payload = Json.createObjectBuilder()
                .add("name", "x".repeat(LETTERS))
                .add("people", 2)
                .add("at", "2030-03-01T19:30:00")
                .add("text", "")
                .add("submission", UUID.randomUUID().toString())
                .build()
                .toString();
        return Map.of(
                QueueTable.KEY,
                AttributeValue.fromS(number()),
                "type",
                AttributeValue.fromS("PlaceOrder"),
                "version",
                AttributeValue.fromN("1"),
                "payload",
                AttributeValue.fromS(payload),
                "submission",
                AttributeValue.fromS(UUID.randomUUID().toString()),
                "journey",
                AttributeValue.fromS(Journey.begun(now).toJson().toString()),
                "at",
                AttributeValue.fromN(Long.toString(now.toEpochMilli())));
    }

    private static String number() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }
}
