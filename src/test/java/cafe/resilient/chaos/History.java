/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that happened, as {@link Recorder} wrote it down.
 *
 * @param began when the run began, in milliseconds of the wall clock
 */
record History(long began, List<Try> tries, List<Band> faults, List<Sample> samples, List<Usage> usages) {

    static History read(Path file) throws IOException {
        Map<Integer, JsonObject> answers = new HashMap<>();
        List<JsonObject> sent = new ArrayList<>();
        List<Band> faults = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        List<Usage> usages = new ArrayList<>();
        long began = 0;
        for (String text : Files.readAllLines(file)) {
            JsonObject line = json(text);
            if (line.containsKey("sent")) {
                sent.add(line);
            } else if (line.containsKey("answered")) {
                answers.put(line.getInt("answered"), line);
            } else if (line.containsKey("fault")) {
                faults.add(fault(line));
            } else if (line.containsKey("used")) {
                usages.add(new Usage(
                        number(line, "used"), number(line, "cafe"), number(line, "busy"), number(line, "all")));
            } else if (line.containsKey("began")) {
                began = number(line, "began");
            } else {
                samples.add(new Sample(number(line, "sampled"), line.getInt("queued"), line.getString("writer")));
            }
        }
        List<Try> tries = sent.stream()
                .map(line -> new Try(
                        line.getInt("sent"),
                        Try.Kind.valueOf(line.getString("kind")),
                        line.getBoolean("page"),
                        Commands.of(line.getJsonObject("command")),
                        number(line, "at"),
                        answer(answers.get(line.getInt("sent")), number(line, "at"))))
                .toList();
        return new History(began, tries, faults, samples, usages);
    }

    /** Null: the recorder ended first, which is no fault of the cafe. */
    private static Answer answer(JsonObject line, long sent) {
        return line == null
                ? new Answer(sent, Told.NOTHING, "", "the record ends")
                : new Answer(
                        number(line, "at"),
                        Told.valueOf(line.getString("told")),
                        line.getString("number"),
                        line.getString("evidence"));
    }

    private static Band fault(JsonObject line) {
        return new Band(
                line.getString("fault"),
                Band.Track.valueOf(line.getString("track")),
                line.getJsonArray("touches").getValuesAs(JsonString.class).stream()
                        .map(touch -> Band.Touch.valueOf(touch.getString()))
                        .collect(Collectors.toSet()),
                number(line, "from"),
                number(line, "to"),
                line.getString("said"));
    }

    private static long number(JsonObject line, String name) {
        return line.getJsonNumber(name).longValue();
    }

    static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
