/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.message.SendMessage;
import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.Command;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import java.util.stream.Collectors;

/** Commands as history and snapshot write them down. */
final class Commands {

    private Commands() {}

    static JsonObject toJson(Command command) {
        var json = Json.createObjectBuilder()
                .add("type", command.getClass().getSimpleName())
                .add("submission", command.submission().toString());
        if (command instanceof PlaceOrder order) {
            json.add("name", order.name())
                    .add("people", order.people())
                    .add("at", order.at().toString())
                    .add("text", order.text());
        } else if (command instanceof SendMessage message) {
            json.add("name", message.name())
                    .add("email", message.email())
                    .add("text", message.text())
                    .add("day", message.day().toString());
        }
        return json.build();
    }

    /** What makes two of them the same: type and fields in one spelling, as a reader of the promise spells it. */
    static String content(Command command) {
        return toJson(command).entrySet().stream()
                .filter(field -> !field.getKey().equals("submission"))
                .map(field -> field.getValue() instanceof JsonString text
                        ? text.getString()
                        : field.getValue().toString())
                .map(text -> Normalizer.normalize(text, Normalizer.Form.NFC)
                        .replaceAll("\\s+", " ")
                        .strip())
                .collect(Collectors.joining("|"));
    }

    static Command of(JsonObject json) {
        UUID submission = UUID.fromString(json.getString("submission"));
        return json.getString("type").equals("PlaceOrder")
                ? new PlaceOrder(
                        json.getString("name"),
                        json.getInt("people"),
                        LocalDateTime.parse(json.getString("at")),
                        json.getString("text"),
                        submission)
                : new SendMessage(
                        json.getString("name"),
                        json.getString("email"),
                        json.getString("text"),
                        LocalDate.parse(json.getString("day")),
                        submission);
    }
}
