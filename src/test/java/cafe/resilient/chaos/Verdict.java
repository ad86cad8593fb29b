/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the checker found: every breach with its evidence, and figures. Green if there is no breach. */
final class Verdict {

    private final Map<Breach, List<String>> breaches = new EnumMap<>(Breach.class);
    private final Map<String, Number> figures = new LinkedHashMap<>();

    void add(Breach breach, Object evidence) {
        breaches.computeIfAbsent(breach, key -> new ArrayList<>()).add(evidence.toString());
    }

    void addIf(boolean found, Breach breach, Object evidence) {
        if (found) {
            add(breach, evidence);
        }
    }

    void figure(String name, Number value) {
        figures.put(name, value);
    }

    boolean isGreen() {
        return breaches.isEmpty();
    }

    int count(Breach breach) {
        return of(breach).size();
    }

    /** The evidence, a line each. */
    List<String> of(Breach breach) {
        return breaches.getOrDefault(breach, List.of());
    }

    /** By name; the unit is part of it. */
    Map<String, Number> figures() {
        return figures;
    }

    double figure(String name) {
        return figures.get(name).doubleValue();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Breach breach : Breach.values()) {
            text.append("%6d  %s: %s%n".formatted(count(breach), breach.title(), breach.meaning));
            of(breach).stream()
                    .limit(3)
                    .forEach(
                            evidence -> text.append("        ").append(evidence).append('\n'));
        }
        figures.forEach((name, value) -> text.append("%s: %s%n".formatted(name, value)));
        return text.append(isGreen() ? "GREEN: every promise was kept." : "RED.")
                .append('\n')
                .toString();
    }

    void writeTo(Path file) throws IOException {
        JsonObjectBuilder found = Json.createObjectBuilder();
        for (Breach breach : Breach.values()) {
            JsonArrayBuilder evidence = Json.createArrayBuilder();
            of(breach).forEach(evidence::add);
            found.add(breach.title(), evidence);
        }
        JsonObjectBuilder measured = Json.createObjectBuilder();
        figures.forEach((name, value) -> measured.add(name, value.doubleValue()));
        JsonObject json = Json.createObjectBuilder()
                .add("green", isGreen())
                .add("breaches", found)
                .add("figures", measured)
                .build();
        try (Writer out = Files.newBufferedWriter(file);
                JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                        .createWriter(out)) {
            writer.write(json);
        }
    }
}
