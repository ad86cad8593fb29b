/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.bench.notes.Notes;
import cafe.resilient.platform.admin.Arguments;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/** What a handler costs beside a row that is inserted, and what a sequence costs beside that: by turns, in one server. */
final class Commands implements Benchmark {

    /** How each is kept, as its door calls it, and in words. */
    private static final Map<String, String> WAYS = new LinkedHashMap<>();

    static {
        WAYS.put("insert", "a row is inserted");
        WAYS.put("handle", "a handler inserts it");
        WAYS.put("order", "a handler inserts it, in a sequence");
    }

    @Override
    public String help() {
        return """
                what a command costs that has a handler, and one that has a sequence, beside one that is a row
                --rounds N       how many times each, by turns (12)
                --time TIME      how long each (4s)
                --warm-up TIME   how long each before it begins (30s)
                --customers N    connections kept alive, each sending without pause (16)""";
    }

    @Override
    public Callable<Report> with(Arguments options) {
        int rounds = options.number("--rounds").orElse(12);
        Duration time = options.time("--time").orElse(Duration.ofSeconds(4));
        Duration warmUp = options.time("--warm-up").orElse(Duration.ofSeconds(30));
        int customers = options.number("--customers").orElse(16);
        return () -> {
            try (House house = House.open(Notes.classes());
                    Crowd crowd = new Crowd(house.server.http(), customers, "N")) {
                createTables(house);
                for (String way : WAYS.keySet()) {
                    Progress.say("Warming up: %s ...", WAYS.get(way));
                    crowd.post("/notes?" + way + "=", warmUp);
                }
                return report(customers, rounds, measure(house, crowd, rounds, time));
            }
        };
    }

    private static void createTables(House house) throws SQLException {
        try (Connection writer = house.lab.connect(house.lab.writer(), "postgres");
                Statement create = writer.createStatement()) {
            create.execute(Notes.SCHEMA);
        }
    }

    private static Map<String, List<Slice>> measure(House house, Crowd crowd, int rounds, Duration time)
            throws Exception {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        List<String> ways = List.copyOf(WAYS.keySet());
        for (int i = 0; i < rounds; i++) {
            Progress.say("Round %d of %d ...", i + 1, rounds);
            for (int j = 0; j < ways.size(); j++) {
                String way = ways.get((i + j) % ways.size()); // none always has the younger or the busier machine
                slices.computeIfAbsent(way, any -> new ArrayList<>())
                        .add(Slice.of(house, () -> crowd.post("/notes?" + way + "=", time)));
            }
        }
        return slices;
    }

    private static Report report(int customers, int rounds, Map<String, List<Slice>> slices) {
        List<List<String>> rows = new ArrayList<>();
        JsonObjectBuilder raw = Json.createObjectBuilder();
        WAYS.forEach((way, words) -> {
            List<Slice> same = slices.get(way);
            rows.add(List.of(
                    words,
                    text(same, "%.0f", Slice::perSecond),
                    text(same, "%.1f", Slice::p50),
                    text(same, "%.1f", Slice::p99),
                    text(same, "%.0f", Slice::server),
                    text(same, "%.0f", Slice::databases)));
            JsonArrayBuilder each = Json.createArrayBuilder();
            same.forEach(slice -> each.add(slice.toJson()));
            raw.add(way, each);
        });
        return new Report(
                "**Commands**, %d connections kept alive, each sending one after the other; %d times each, by turns, in one server. Each cell is min / median / max."
                        .formatted(customers, rounds),
                List.of(new Table(
                        List.of(
                                "how it is kept",
                                "a second",
                                "p50 ms",
                                "p99 ms",
                                "WildFly's CPU µs each",
                                "databases' CPU µs each"),
                        rows)),
                List.of(
                        "Of a sequence no two are under way at once: what is measured is the question to the queue, on this machine."),
                raw.build());
    }

    private static String text(List<Slice> same, String format, ToDoubleFunction<Slice> figure) {
        return Spread.of(same, figure).text(format);
    }
}
