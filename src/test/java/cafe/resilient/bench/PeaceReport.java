/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The tables of {@link Peace}. */
final class PeaceReport {

    private static final double TARGET = 3;

    private PeaceReport() {}

    static Report of(
            int customers,
            List<Slice> with,
            List<Slice> without,
            List<Slice> front,
            List<Slice> direct,
            Map<String, Integer> statements,
            Map<String, Integer> plain,
            int counted,
            double idle) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("orders/s", "%.0f", "", with, without, Slice::perSecond));
        rows.add(row("p50 ms", "%.1f", "", with, without, Slice::p50));
        rows.add(row("p99 ms", "%.1f", "", with, without, Slice::p99));
        double more = ratios(with, without, Slice::server).median();
        String met = "median ≤ +" + (int) TARGET + " %" + (more <= TARGET ? ", met" : ", MISSED");
        rows.add(row("WildFly's CPU µs an order", "%.0f", met, with, without, Slice::server));
        rows.add(row("databases' CPU µs an order", "%.0f", "", with, without, Slice::databases));
        double ours = perOrder(statements, counted);
        double theirs = perOrder(plain, counted);
        rows.add(List.of(
                "SQL statements an order",
                number("%.3f", ours),
                number("%.3f", theirs),
                number("%+.3f", ours - theirs),
                ours <= theirs ? "no more, met" : "no more, MISSED"));
        return new Report(
                "**Peace**, %d connections kept alive, each ordering by REST without pause; %d pairs, by turns, in one server. Each cell is min / median / max."
                        .formatted(customers, with.size()),
                tables(rows, front, direct),
                List.of(
                        "Bypassed: an interceptor that only this benchmark's server has makes one plain attempt in one region"
                                + " instead. What remains is an EJB with JPA on the platform's connections.",
                        "Statements, from the primary's log, of %d orders: %s; bypassed: %s."
                                .formatted(counted, words(statements), words(plain)),
                        "In a second in which nobody orders WildFly uses %.1f ms of a processor, all its threads and the monitor of two regions together."
                                .formatted(idle)),
                raw(with, without, front, direct));
    }

    /** The second only where there is an HTTPD. */
    private static List<Table> tables(List<List<String>> rows, List<Slice> front, List<Slice> direct) {
        List<Table> tables = new ArrayList<>();
        tables.add(new Table(
                List.of("what", "with the platform", "bypassed", "difference, pair by pair", "target"), rows));
        if (!front.isEmpty()) {
            tables.add(new Table(
                    List.of(
                            "a new connection for each order",
                            "through HTTPD",
                            "direct",
                            "difference, pair by pair",
                            ""),
                    List.of(
                            row("orders/s", "%.0f", "", front, direct, Slice::perSecond),
                            row("p50 ms", "%.1f", "", front, direct, Slice::p50),
                            row("p99 ms", "%.1f", "", front, direct, Slice::p99))));
        }
        return tables;
    }

    private static List<String> row(
            String what,
            String format,
            String target,
            List<Slice> with,
            List<Slice> without,
            ToDoubleFunction<Slice> figure) {
        return List.of(
                what,
                Spread.of(with, figure).text(format),
                Spread.of(without, figure).text(format),
                ratios(with, without, figure).text("%+.1f") + " %",
                target);
    }

    /** By how many per cent the platform's figure is above the other of the same pair. */
    private static Spread ratios(List<Slice> with, List<Slice> without, ToDoubleFunction<Slice> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            ratios.add(100 * (figure.applyAsDouble(with.get(i)) / figure.applyAsDouble(without.get(i)) - 1));
        }
        return Spread.of(ratios);
    }

    private static double perOrder(Map<String, Integer> statements, int orders) {
        return statements.values().stream().mapToInt(Integer::intValue).sum() / (double) orders;
    }

    private static String number(String format, double figure) {
        return String.format(Locale.ROOT, format, figure);
    }

    private static String words(Map<String, Integer> statements) {
        return statements.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    private static JsonObject raw(List<Slice> with, List<Slice> without, List<Slice> front, List<Slice> direct) {
        return Json.createObjectBuilder()
                .add("with", raw(with))
                .add("bypassed", raw(without))
                .add("front", raw(front))
                .add("direct", raw(direct))
                .build();
    }

    private static JsonArrayBuilder raw(List<Slice> slices) {
        JsonArrayBuilder raw = Json.createArrayBuilder();
        slices.forEach(slice -> raw.add(slice.toJson()));
        return raw;
    }
}
