/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a benchmark found.
 *
 * @param title what was measured, and how, in a sentence
 * @param notes how to read the tables
 * @param machine where and when
 * @param raw every single figure, for whoever wants to compute something else
 */
public record Report(String title, List<Table> tables, List<String> notes, String machine, JsonStructure raw) {

    /** Of this machine, now. */
    public Report(String title, List<Table> tables, List<String> notes, JsonStructure raw) {
        this(title, tables, notes, Machine.description(), raw);
    }

    String text() {
        return "\n" + title + "\n\n"
                + tables.stream().map(Table::text).collect(Collectors.joining("\n"))
                + notes.stream().map(note -> "\n- " + note).collect(Collectors.joining())
                + "\n\n" + machine + "\n";
    }

    String markdown() {
        return title + "\n\n"
                + tables.stream().map(Table::markdown).collect(Collectors.joining("\n"))
                + notes.stream().map(note -> "\n- " + note).collect(Collectors.joining())
                + "\n\n" + machine + "\n";
    }

    Path writeTo(Path file) throws IOException {
        JsonArrayBuilder all = Json.createArrayBuilder();
        tables.forEach(table -> all.add(table.toJson()));
        JsonObject json = Json.createObjectBuilder()
                .add("title", title)
                .add("machine", machine)
                .add("tables", all)
                .add("notes", Json.createArrayBuilder(notes))
                .add("raw", raw)
                .build();
        Files.createDirectories(file.getParent());
        try (Writer out = Files.newBufferedWriter(file);
                JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                        .createWriter(out)) {
            writer.write(json);
        }
        return file;
    }

    /** Those that were measured here, in the order of their names. */
    static List<Report> all(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Report::read)
                    .toList();
        }
    }

    private static Report read(Path file) {
        try (Reader in = Files.newBufferedReader(file);
                var reader = Json.createReader(in)) {
            JsonObject json = reader.readObject();
            return new Report(
                    json.getString("title"),
                    json.getJsonArray("tables").getValuesAs(JsonObject.class).stream()
                            .map(Table::of)
                            .toList(),
                    json.getJsonArray("notes").getValuesAs(jakarta.json.JsonString::getString),
                    json.getString("machine"),
                    (JsonStructure) json.get("raw"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
