/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.lab.Lab;
import cafe.resilient.message.SendMessage;
import cafe.resilient.order.PlaceOrder;
import cafe.resilient.platform.Command;
import cafe.resilient.platform.Journey;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What survived: the rows on the writer, and the numbers in the queue's two tables, in any of its regions.
 *
 * @param poison numbers that the lab itself put into the queue, for nobody to take
 */
record Snapshot(List<Row> rows, Set<String> waiting, Set<String> aside, Set<String> poison) {

    /**
     * @param number as it is stored
     * @param journey as it is stored
     */
    record Row(String number, Command command, String journey) {

        /** The same as that of the tries it may be of. */
        String content() {
            return Commands.content(command);
        }

        /** When it was entered, in milliseconds of the server's clock, which is this machine's. */
        long entered() {
            List<Journey.Step> steps = Journey.parse(journey).steps();
            return steps.get(steps.size() - 1).at().toEpochMilli();
        }
    }

    static Snapshot of(Lab lab, Collection<String> poison) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = lab.connect(lab.writer(), "postgres");
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "select ordrdgst, submission, ordrname, ordrppl, ordrdttm, ordrtxt, journey from cafe.ordersraw")) {
                while (row.next()) {
                    LocalDateTime at = row.getObject(5, LocalDateTime.class);
                    UUID submission = row.getObject(2, UUID.class);
                    rows.add(new Row(
                            row.getString(1),
                            new PlaceOrder(row.getString(3), row.getInt(4), at, row.getString(6), submission),
                            row.getString(7)));
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "select number, submission, name, email, text, day, journey from cafe.messages")) {
                while (row.next()) {
                    LocalDate day = row.getObject(6, LocalDate.class);
                    UUID submission = row.getObject(2, UUID.class);
                    rows.add(new Row(
                            row.getString(1),
                            new SendMessage(row.getString(3), row.getString(4), row.getString(5), day, submission),
                            row.getString(7)));
                }
            }
        }
        return new Snapshot(rows, waiting(lab), aside(lab), new TreeSet<>(poison));
    }

    /** What was not there before. */
    Snapshot since(Snapshot before) {
        Set<Row> old = new HashSet<>(before.rows);
        Set<String> newAside = new TreeSet<>(aside);
        newAside.removeAll(before.aside);
        return new Snapshot(rows.stream().filter(row -> !old.contains(row)).toList(), waiting, newAside, poison);
    }

    static Set<String> waiting(Lab lab) {
        Set<String> waiting = new TreeSet<>(lab.queues().waiting("west"));
        waiting.addAll(lab.queues().waiting("east"));
        return waiting;
    }

    private static Set<String> aside(Lab lab) {
        Set<String> aside = new TreeSet<>(lab.queues().aside("west"));
        aside.addAll(lab.queues().aside("east"));
        return aside;
    }

    void writeTo(Path file) throws IOException {
        JsonArrayBuilder written = Json.createArrayBuilder();
        rows.forEach(row -> written.add(Json.createObjectBuilder()
                .add("number", row.number())
                .add("command", Commands.toJson(row.command()))
                .add("journey", row.journey())));
        JsonObject json = Json.createObjectBuilder()
                .add("rows", written)
                .add("waiting", Json.createArrayBuilder(waiting))
                .add("aside", Json.createArrayBuilder(aside))
                .add("poison", Json.createArrayBuilder(poison))
                .build();
        Files.writeString(file, json + "\n");
    }

    static Snapshot read(Path file) throws IOException {
        JsonObject json = History.json(Files.readString(file));
        List<Row> rows = json.getJsonArray("rows").getValuesAs(JsonObject.class).stream()
                .map(row -> new Row(
                        row.getString("number"),
                        Commands.of(row.getJsonObject("command")),
                        row.getString("journey", "")))
                .toList();
        return new Snapshot(rows, numbers(json, "waiting"), numbers(json, "aside"), numbers(json, "poison"));
    }

    private static Set<String> numbers(JsonObject json, String name) {
        return json.getJsonArray(name).getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
