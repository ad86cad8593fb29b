/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.bench.Report;
import cafe.resilient.bench.Spread;
import cafe.resilient.bench.Table;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** The tables of {@link Peers}, one a fault. */
final class PeersReport {

    private static final Comparator<String> CAFE_FIRST =
            Comparator.comparing((String name) -> !name.equals("cafe")).thenComparing(Comparator.naturalOrder());

    private PeersReport() {}

    static Report of(List<Run> runs, int perSecond, int busy) {
        JsonArrayBuilder raw = Json.createArrayBuilder();
        runs.forEach(run -> raw.add(run.toJson()));
        List<Table> tables = new ArrayList<>();
        List<String> faults = runs.stream().map(Run::fault).distinct().toList();
        for (String fault : faults) {
            tables.add(table(
                    fault,
                    runs.stream().filter(run -> run.fault().equals(fault)).toList()));
        }
        tables.add(machine(faults, runs));
        refused(runs).ifPresent(tables::add);
        String name = busy == 0 ? "Peers" : "Peers on a busy machine";
        String load = busy == 0 ? "" : ", while " + busy + " programs use all they get of the machine";
        return new Report(
                "**%s**: the cafe and its rivals on the same databases, in the same fault at the same moment, %d orders/s to each by REST%s. A cell of several runs is min / median / max, or their sum."
                        .formatted(name, perSecond, load),
                tables,
                notes(),
                raw.build());
    }

    private static Table table(String fault, List<Run> runs) {
        List<Standing> all =
                runs.stream().flatMap(run -> run.standings().stream()).toList();
        boolean outage = all.stream().anyMatch(standing -> standing.outage() > 0);
        List<List<String>> rows = new ArrayList<>();
        for (String name :
                all.stream().map(Standing::name).distinct().sorted(CAFE_FIRST).toList()) {
            List<Standing> its = all.stream()
                    .filter(standing -> standing.name().equals(name))
                    .toList();
            rows.add(List.of(
                    name,
                    sum(its, Standing::orders),
                    sum(its, Standing::confirmed),
                    sum(its, Standing::queued),
                    sum(its, Standing::other),
                    sum(its, Standing::otherIn),
                    sum(its, Standing::doubled),
                    sum(its, Standing::lost),
                    outage ? spread(its, Standing::outage, "%.0f") : "none",
                    spread(its, Standing::longest, "%.0f"),
                    outage ? spread(its, Standing::beyond, "%.0f") : "",
                    spread(its, Standing::cpu, "%.1f")));
        }
        return new Table(
                List.of(
                        fault,
                        "orders",
                        "ok",
                        "queued",
                        "refused or unknown",
                        "of them in",
                        "doubled",
                        "lost",
                        "outage ms",
                        "longest wait ms",
                        "wait - outage ms",
                        "CPU s"),
                rows);
    }

    private static Table machine(List<String> faults, List<Run> runs) {
        List<List<String>> rows = new ArrayList<>();
        for (String fault : faults) {
            List<Run> its =
                    runs.stream().filter(run -> run.fault().equals(fault)).toList();
            rows.add(List.of(
                    fault,
                    spread(its, Run::bench, "%.1f"),
                    spread(its, Run::rest, "%.1f"),
                    spread(its, run -> 100 * run.others(), "%.0f %%")));
        }
        return new Table(
                List.of("machine", "driver and endpoints, CPU s", "databases and queue, CPU s", "used by others"),
                rows);
    }

    /** What was said to those who were neither confirmed nor queued; empty if there were none. */
    private static Optional<Table> refused(List<Run> runs) {
        List<List<String>> rows = new ArrayList<>();
        for (Run run : runs) {
            for (Standing standing : run.standings()) {
                standing.told().forEach((told, times) -> {
                    if (!told.equals("CONFIRMED") && !told.equals("QUEUED")) {
                        rows.add(List.of(run.fault(), standing.name(), told, String.valueOf(times)));
                    }
                });
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(List.of("refused or unknown", "peer", "what was said", "times"), rows));
    }

    private static String sum(List<Standing> all, ToIntFunction<Standing> figure) {
        return String.valueOf(all.stream().mapToInt(figure).sum());
    }

    private static <T> String spread(List<T> all, ToDoubleFunction<T> figure, String format) {
        Spread spread = Spread.of(all, figure);
        return all.size() == 1 ? String.format(Locale.ROOT, format, spread.median()) : spread.text(format);
    }

    private static List<String> notes() {
        return List.of(
                "Longest wait: of all orders answered after the fault began, from the customer's arrival to his answer. Outage: the"
                        + " longest time between two commits of the lab's own client, which reconnects without pause. On a busy machine"
                        + " that client is as late as the bench's process is: then a peer may have waited less than it.",
                "Of them in: orders that were not confirmed, and have a row all the same. Doubled: rows too many. Lost: confirmed or"
                        + " queued, and no row. CPU: of the process, from the first order to the last.",
                "B: " + Shop.SETTINGS + "; pgjdbc over both regions' endpoints, " + String.join(", ", Rival.PGJDBC)
                        + "; " + Retries.SETTINGS
                        + "; insert ... on conflict (number) do nothing. B0: without a unique number.",
                "C: as B with the AWS Advanced JDBC Wrapper, " + String.join(", ", Rival.WRAPPER)
                        + ", exception override HikariCPSQLException; the lab's nodes have host names, Aurora's functions are stubs in SQL.",
                "Each is a process in a session of its own, a rival with " + String.join(" ", RivalProcess.JVM)
                        + "; the driver and the lab's endpoints are one process.");
    }
}
