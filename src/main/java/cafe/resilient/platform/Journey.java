/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static cafe.resilient.platform.Jsonp.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened to a command, when, and in which tier. Safe to show to anybody who knows the number: it never holds
 * what the command contains.
 */
public record Journey(List<Step> steps) {

    /** The part of the house where a step happened. */
    public enum Tier {
        APPLICATION,
        BACKEND,
        QUEUE
    }

    /** @param at to the millisecond */
    public record Step(Instant at, Tier tier, String what) {
        public Step {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    public Journey {
        steps = List.copyOf(steps);
    }

    public static Journey begun(Instant at) {
        return new Journey(List.of(new Step(at, Tier.APPLICATION, "received")));
    }

    public Journey then(Instant at, Tier tier, String what) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(at, tier, what));
        return new Journey(longer);
    }

    public JsonArray toJson() {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        steps.forEach(step -> array.add(JSON.createObjectBuilder()
                .add("at", step.at().toString())
                .add("tier", step.tier().name())
                .add("what", step.what())));
        return array.build();
    }

    /** @throws jakarta.json.JsonException if this is no journey as {@link #toJson()} writes it */
    public static Journey parse(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return new Journey(reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(step -> new Step(
                            Instant.parse(step.getString("at")),
                            Tier.valueOf(step.getString("tier")),
                            step.getString("what")))
                    .toList());
        }
    }
}
