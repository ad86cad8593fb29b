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
import java.util.Optional;
import java.util.stream.Stream;

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

    /** What can happen to a command. */
    public enum Event {
        RECEIVED(Tier.APPLICATION, "received"),
        ENTERED(Tier.BACKEND, "entered in region"),
        NOT_ANSWERED(Tier.BACKEND, "no answer from region"),
        NOT_TAKEN(Tier.BACKEND, "not taken by region"),
        QUEUED(Tier.QUEUE, "kept in the queue"),
        DEQUEUED(Tier.QUEUE, "taken out of the queue");

        private final Tier tier;

        /** In English, for programs and engineers; the region follows, if there is one. */
        private final String words;

        Event(Tier tier, String words) {
            this.tier = tier;
            this.words = words;
        }
    }

    /** However many faults a command meets, its journey has no more steps than this. */
    static final int MOST_STEPS = 24;

    /**
     * @param at to the millisecond, of the first time if there were several
     * @param region of the database; empty if it has to do with none
     * @param times how often it happened, at least 1
     */
    public record Step(Instant at, Event event, String region, int times) {
        public Step {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        public Tier tier() {
            return event.tier;
        }

        /** Such as "entered in region west". */
        public String words() {
            return region.isEmpty() ? event.words : event.words + " " + region;
        }

        boolean isLike(Step other) {
            return event == other.event && region.equals(other.region);
        }

        Step and(Step more) {
            return new Step(at, event, region, times + more.times);
        }

        private JsonObjectBuilder toJson() {
            JsonObjectBuilder object = JSON.createObjectBuilder()
                    .add("at", at.toString())
                    .add("tier", tier().name())
                    .add("what", words())
                    .add("event", event.name());
            if (!region.isEmpty()) {
                object.add("region", region);
            }
            return times == 1 ? object : object.add("times", times);
        }

        /** Empty if it is of an event that only a later version knows. */
        private static Optional<Step> parse(JsonObject step) {
            String what = step.getString("what", "");
            return Stream.of(Event.values())
                    .filter(event -> step.containsKey("event")
                            ? event.name().equals(step.getString("event"))
                            : what.startsWith(event.words))
                    .findFirst()
                    .map(event -> new Step(
                            Instant.parse(step.getString("at")),
                            event,
                            step.getString(
                                    "region",
                                    what.substring(Math.min(what.length(), event.words.length()))
                                            .strip()),
                            step.getInt("times", 1)));
        }
    }

    public Journey {
        steps = List.copyOf(steps);
    }

    public static Journey begun(Instant at) {
        return new Journey(List.of(new Step(at, Event.RECEIVED, "", 1)));
    }

    public Journey then(Instant at, Event event) {
        return then(at, event, "");
    }

    public Journey then(Instant at, Event event, String region) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(at, event, region, 1));
        countRepetition(longer);
        if (longer.size() > MOST_STEPS) {
            longer.remove(MOST_STEPS / 2);
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

    /** Each step with its words, too, by which earlier versions know it. */
    public JsonArray toJson() {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        steps.forEach(step -> array.add(step.toJson()));
        return array.build();
    }

    /**
     * Reads what {@link #toJson()} writes, and what it wrote when a step had nothing but its words.
     *
     * @throws jakarta.json.JsonException if it is no journey
     */
    public static Journey parse(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return new Journey(reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(Step::parse)
                    .flatMap(Optional::stream)
                    .toList());
        }
    }
}
