/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of {@link Outage}. */
final class OutageReport {

    private OutageReport() {}

    static Report of(int customers, int perSecond, double peace, List<Drain> drains, int times) {
        List<List<String>> rows = new ArrayList<>();
        drains.forEach(drain -> rows.add(List.of(
                String.valueOf(drain.orders()),
                number("p50 %.1f, ", drain.p50()) + target("p99 %.1f ms", drain.p99(), 50),
                number("%.0f/s, p99 %.1f ms", drain.accepted(), drain.crowded()),
                target("%.2f s", drain.first(), 1),
                number("%.1f s", drain.last()),
                number("%.0f/s", drain.perSecond()) + (drain.perSecond() >= 1_000 ? ", met" : ", MISSED"),
                target("%.1f ms", drain.liveP99(), 3 * peace),
                number("%.1f, %.1f s", drain.queueing(), drain.entering()),
                number("%.0f, %.0f MB", drain.heapQueued(), drain.heapDrained()))));
        Table table = new Table(
                List.of(
                        "queued",
                        "accepted at 100/s (p99 ≤ 50 ms)",
                        "accepted at most",
                        "first entered (≤ 1 s)",
                        "all entered",
                        "replayed (≥ 1,000/s)",
                        "live p99 meanwhile (≤ 3 × peace)",
                        "WildFly's CPU for 1,000, queued and entered",
                        "heap, queued and entered"),
                rows);
        JsonArrayBuilder raw = Json.createArrayBuilder();
        drains.forEach(drain -> raw.add(drain.toJson()));
        return new Report(
                "**Outage**: no primary can be reached. Orders by REST, every one queued, and one row when it can be reached again. Medians of %d outages of %d orders, else one each; each size in a lab of its own."
                        .formatted(times, drains.get(0).orders()),
                List.of(table),
                List.of(
                        "Accepted at 100/s: the first 500 of the known outage, from the customer's arrival to his answer; the very"
                                + " first, which waits 6 s for its chance, is left out.",
                        "Accepted at most: the others, on %d connections kept alive, each ordering without pause."
                                .formatted(customers),
                        "Entered: from the first commit that a client of the lab makes again; a count of the new rows tells, to 10 ms or 2 %.",
                        "Live: %d orders/s meanwhile, from the customer's arrival to his answer, %d of them beside those of %d; in peace their p99 is %.1f ms."
                                .formatted(
                                        perSecond,
                                        drains.get(0).live().length,
                                        drains.get(0).orders(),
                                        peace)),
                raw.build());
    }

    private static String target(String format, double figure, double most) {
        return number(format, figure) + (figure <= most ? ", met" : ", MISSED");
    }

    private static String number(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }
}
