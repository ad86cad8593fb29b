/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static cafe.resilient.platform.Jsonp.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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

    /** However many faults a command meets, its journey has no more steps than this. */
    static final int MOST = 24;

    /**
     * @param at to the millisecond, of the first time if there were several
     * @param times how often it happened, at least 1
     */
    public record Step(Instant at, Tier tier, String what, int times) {
        public Step {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        boolean isLike(Step other) {
            return tier == other.tier && what.equals(other.what);
        }

        Step and(Step more) {
            return new Step(at, tier, what, times + more.times);
        }
    }

    public Journey {
        steps = List.copyOf(steps);
    }

    public static Journey begun(Instant at) {
        return new Journey(List.of(new Step(at, Tier.APPLICATION, "received", 1)));
    }

    public Journey then(Instant at, Tier tier, String what) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(at, tier, what, 1));
        countRepetition(longer);
        if (longer.size() > MOST) {
            longer.remove(MOST / 2);
        }
        return new Journey(longer);
    }

    /** Entered, not taken, entered, not taken: the second pair is counted at the first, and the way goes on from there. */
    private static void countRepetition(List<Step> steps) {
        int last = steps.size() - 1;
        if (last >= 3
                && steps.get(last).isLike(steps.get(last - 2))
                && steps.get(last - 1).isLike(steps.get(last - 3))) {
            steps.set(last - 3, steps.get(last - 3).and(steps.get(last - 1)));
            steps.subList(last - 2, last).clear();
        }
    }

    public JsonArray toJson() {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        for (Step step : steps) {
            JsonObjectBuilder object = JSON.createObjectBuilder()
                    .add("at", step.at().toString())
                    .add("tier", step.tier().name())
                    .add("what", step.what());
            array.add(step.times() == 1 ? object : object.add("times", step.times()));
        }
        return array.build();
    }

    /** @throws jakarta.json.JsonException if this is no journey as {@link #toJson()} writes it */
    public static Journey parse(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return new Journey(reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(step -> new Step(
                            Instant.parse(step.getString("at")),
                            Tier.valueOf(step.getString("tier")),
                            step.getString("what"),
                            step.getInt("times", 1)))
                    .toList());
        }
    }
}
