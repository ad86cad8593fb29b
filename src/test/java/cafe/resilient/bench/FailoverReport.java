/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tables of {@link Failover}. */
final class FailoverReport {

    /** Milliseconds a customer may wait longer than the outage. */
    private static final Map<String, Integer> TARGETS = Map.of(Faults.ZONE, 150, Faults.REGION, 300, Faults.BACK, 300);

    private FailoverReport() {}

    static Report of(Faults faults, int perSecond, int orders) {
        List<List<String>> rows = new ArrayList<>();
        for (String kind : List.of(Faults.ZONE, Faults.REGION, Faults.BACK)) {
            List<Hit> hits =
                    faults.hits.stream().filter(hit -> hit.kind().equals(kind)).toList();
            if (!hits.isEmpty()) {
                rows.add(row(kind, hits));
            }
        }
        Table waits = new Table(
                List.of("fault", "times", "orders met", "outage ms", "longest wait ms", "wait - outage ms", "target"),
                rows);
        return new Report(
                "**Failover**, %d orders/s by REST, %d orders in all, every one confirmed and one row. Each cell is min / median / max."
                        .formatted(perSecond, orders),
                List.of(waits, footprints(faults.footprints)),
                List.of(
                        "Outage: the longest time between two commits of the lab's own client, which reconnects without pause.",
                        "Longest wait: of all orders under way at some moment of the fault, from the customer's arrival to his"
                                + " answer. An order that meets two outages has the longer one taken off alone.",
                        "Threads and heap (after a collection) of WildFly, connections of its pools to the primary; nobody orders meanwhile."),
                raw(faults));
    }

    private static List<String> row(String kind, List<Hit> hits) {
        Spread beyond = Spread.of(hits, Hit::beyond);
        int target = TARGETS.get(kind);
        return List.of(
                kind,
                String.valueOf(hits.size()),
                String.valueOf(hits.stream().mapToInt(Hit::orders).sum()),
                Spread.of(hits, Hit::outage).text("%.0f"),
                Spread.of(hits, Hit::longest).text("%.0f"),
                beyond.text("%.0f"),
                "max ≤ " + target + (beyond.max() <= target ? ", met" : ", MISSED"));
    }

    private static Table footprints(Map<String, List<Footprint>> footprints) {
        List<List<String>> rows = new ArrayList<>();
        footprints.forEach((when, all) -> rows.add(List.of(
                when.equals(Faults.BEFORE) || when.equals(Faults.AT_REST) ? when : "after " + when,
                Spread.of(all.stream().map(Footprint::threads).toList()).text("%.0f"),
                Spread.of(all.stream().map(Footprint::connections).toList()).text("%.0f"),
                Spread.of(all.stream().map(Footprint::heap).toList()).text("%.1f"))));
        return new Table(List.of("footprint", "threads", "connections", "heap MB"), rows);
    }

    private static JsonObject raw(Faults faults) {
        JsonArrayBuilder hits = Json.createArrayBuilder();
        faults.hits.forEach(hit -> hits.add(hit.toJson()));
        JsonObjectBuilder footprints = Json.createObjectBuilder();
        faults.footprints.forEach((when, all) -> {
            JsonArrayBuilder array = Json.createArrayBuilder();
            all.forEach(footprint -> array.add(footprint.toJson()));
            footprints.add(when, array);
        });
        return Json.createObjectBuilder()
                .add("hits", hits)
                .add("footprints", footprints)
                .build();
    }
}
