/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.platform.admin.Arguments;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** What customers are told, and how soon, in four faults that keep a writer away, lose its word, or bring poison. */
final class Answers implements Benchmark {

    private static final int PER_SECOND = 10;
    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private static final Duration FREEZE = Duration.ofSeconds(25);
    private static final int LOST = 20;
    private static final int GOOD = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    /** Of the deadline, in seconds. */
    private static final double MOST = 7;

    private final List<List<String>> rows = new ArrayList<>();
    private final JsonArrayBuilder raw = Json.createArrayBuilder();

    /** What ends, or lets go of, the fault. */
    private interface Work {
        void run() throws Exception;
    }

    @Override
    public String help() {
        return """
                what 10 customers a second are told, and how soon: 10 s without a primary, 25 s with a frozen one, 20 lost
                replies to COMMIT, and 1 poisoned command among 100 in the queue""";
    }

    @Override
    public Callable<Report> with(Arguments options) {
        return () -> {
            try (House house = House.open()) {
                return measure(house);
            }
        };
    }

    private Report measure(House house) throws Exception {
        Progress.say("Warming up ...");
        try (Crowd crowd = new Crowd(house.server.http(), 16, "W")) {
            crowd.order(WARM_UP);
        }
        during(house, "no primary for 10 s", "A", () -> {
            house.lab.closeEndpoints();
            Thread.sleep(OUTAGE.toMillis());
            house.lab.openEndpoints();
        });
        during(house, "the primary frozen for 25 s", "B", () -> {
            house.lab.freeze(house.lab.writer());
            Thread.sleep(FREEZE.toMillis());
            house.lab.thaw();
        });
        during(house, LOST + " replies to COMMIT lost", "C", () -> {
            house.lab.network("west").commitLost(LOST, false);
            Thread.sleep(2 * LOST * 1_000 / PER_SECOND);
            house.lab.healNetwork();
        });
        poison(house);
        return new Report(
                "**Answers** to %d orders a second by REST, each its own connection.".formatted(PER_SECOND),
                List.of(new Table(List.of("fault", "orders met by it", "told", "longest wait", "rows"), rows)),
                List.of(
                        "Met by it: under way at some moment of the fault. Rows: of each order exactly one, when the queue is empty.",
                        "Poison: a command that no database takes, among %d good ones in the queue.".formatted(GOOD)),
                raw.build());
    }

    private void during(House house, String fault, String tag, Work work) throws Exception {
        Progress.say("%s ...", fault);
        try (Arrivals arrivals = new Arrivals(house.server.http(), PER_SECOND, tag)) {
            arrivals.awaitAnswers(2 * PER_SECOND);
            long begun = System.nanoTime();
            work.run();
            long over = System.nanoTime();
            arrivals.awaitAnswers(PER_SECOND);
            arrivals.shut();
            List<Arrivals.Order> met = arrivals.orders(begun, over);
            double longest =
                    met.stream().mapToLong(Arrivals.Order::waited).max().orElse(0) / 1e9;
            String told = met.stream()
                    .collect(Collectors.groupingBy(Arrivals.Order::outcome, Collectors.counting()))
                    .toString()
                    .replaceAll("[{}]", "");
            add(
                    fault,
                    met.size(),
                    told,
                    String.format(Locale.ROOT, "%.2f s, %s", longest, longest <= MOST ? "≤ 7 s, met" : "≤ 7 s, MISSED"),
                    onceEach(house, tag, arrivals.orders().size()));
        }
    }

    private void poison(House house) throws Exception {
        Progress.say("Poison ...");
        house.lab.closeEndpoints();
        Set<String> aside = new HashSet<>(house.lab.queues().aside("west"));
        try (Crowd crowd = new Crowd(house.server.http(), 1, "D")) {
            crowd.queue(GOOD / 2);
            house.lab.queues().poison(1);
            crowd.queue(GOOD - GOOD / 2);
        }
        house.lab.openEndpoints();
        String rows = onceEach(house, "D", GOOD);
        Set<String> now = new HashSet<>(house.lab.queues().aside("west"));
        now.removeAll(aside);
        add("1 poison in 100", GOOD, "QUEUED=" + GOOD, "", rows + ", " + now.size() + " set aside");
    }

    private static String onceEach(House house, String tag, int orders) throws Exception {
        Rows.awaitOnceEach(house.lab, tag, orders);
        return orders + " of " + orders;
    }

    private void add(String fault, int orders, String told, String longest, String found) {
        rows.add(List.of(fault, String.valueOf(orders), told, longest, found));
        raw.add(Json.createObjectBuilder()
                .add("fault", fault)
                .add("orders", orders)
                .add("told", told)
                .add("longestWait", longest)
                .add("rows", found));
    }
}
