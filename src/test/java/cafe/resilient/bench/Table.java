/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Figures as people read them, on a terminal or in a page. */
public record Table(List<String> columns, List<List<String>> rows) {

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Columns as wide as their widest text. */
    String text() {
        List<List<String>> lines = new ArrayList<>(List.of(columns));
        lines.addAll(rows);
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                int column = i;
                int width = lines.stream()
                        .mapToInt(l -> l.get(column).length())
                        .max()
                        .orElse(0);
                text.append(line.get(i)).append(" ".repeat(width - line.get(i).length() + 2));
            }
            text.setLength(text.toString().stripTrailing().length());
            text.append('\n');
        }
        return text.toString();
    }

    String markdown() {
        String line = columns.stream().map(column -> "---").collect(Collectors.joining("|", "|", "|\n"));
        return markdown(columns) + line + rows.stream().map(Table::markdown).collect(Collectors.joining());
    }

    private static String markdown(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    JsonObject toJson() {
        JsonArrayBuilder lines = Json.createArrayBuilder();
        rows.forEach(row -> lines.add(Json.createArrayBuilder(row)));
        return Json.createObjectBuilder()
                .add("columns", Json.createArrayBuilder(columns))
                .add("rows", lines)
                .build();
    }

    static Table of(JsonObject json) {
        return new Table(
                texts(json.getJsonArray("columns")),
                json.getJsonArray("rows").getValuesAs(JsonArray.class).stream()
                        .map(Table::texts)
                        .toList());
    }

    private static List<String> texts(JsonArray array) {
        return array.getValuesAs(JsonString::getString);
    }
}
