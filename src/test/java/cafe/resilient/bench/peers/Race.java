/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.bench.Arrivals;
import cafe.resilient.bench.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One driver sends to all contestants alike while a fault strikes the databases of all; then their rows are counted. */
final class Race {

    /** Milliseconds of orders in peace, before the fault and after it. */
    private static final long LEAD = 5_000;

    private static final long TAIL = 3_000;

    /** How long the last order may be on its way from the queue to its row. */
    private static final long REPLAYED_WITHIN = 60_000_000_000L;

    private final int perSecond;
    private final Duration time;
    private final long[] spinning;

    /**
     * @param perSecond orders to each
     * @param time from the first order to the last, longer if the fault is
     * @param spinning pids of what only loads the machine
     */
    Race(int perSecond, Duration time, long[] spinning) {
        this.perSecond = perSecond;
        this.time = time;
        this.spinning = spinning;
    }

    /**
     * @param strike comes back when the fault is over, with the outage
     * @param tag what the names of all orders begin with
     */
    Run run(String fault, String tag, Supplier<Duration> strike, List<Contestant> contestants)
            throws SQLException, InterruptedException {
        Map<Contestant, Arrivals> streams = new LinkedHashMap<>();
        try (Usage usage = new Usage()) {
            long first = System.nanoTime();
            contestants.forEach(each -> streams.put(each, new Arrivals(each.port(), perSecond, tag)));
            Thread.sleep(LEAD);
            long begun = System.nanoTime();
            double outage = strike.get().toNanos() / 1e6;
            Progress.say("%s: outage %.0f ms", fault, outage);
            long left = time.toMillis() - (System.nanoTime() - first) / 1_000_000;
            Thread.sleep(Math.max(TAIL, left));
            streams.values().parallelStream().forEach(Arrivals::shut);
            usage.end();
            List<Standing> standings = new ArrayList<>();
            for (Map.Entry<Contestant, Arrivals> each : streams.entrySet()) {
                List<Arrivals.Order> orders = each.getValue().orders();
                Contestant who = each.getKey();
                double cpu = usage.seconds(who.pid());
                standings.add(Standing.of(who.name(), orders, rows(who, tag, orders), outage, begun, cpu));
            }
            return finished(fault, standings, usage);
        } finally {
            streams.values().forEach(Arrivals::close);
        }
    }

    private Run finished(String fault, List<Standing> standings, Usage usage) {
        double bench = usage.seconds(ProcessHandle.current().pid());
        double known = bench
                + usage.seconds(spinning)
                + standings.stream().mapToDouble(Standing::cpu).sum();
        return new Run(fault, standings, bench, Math.max(0, usage.ours() - known), usage.others());
    }

    /** As soon as none is missing, or none will come any more. */
    private static List<String> rows(Contestant contestant, String tag, List<Arrivals.Order> orders)
            throws SQLException, InterruptedException {
        long end = System.nanoTime() + REPLAYED_WITHIN;
        List<String> rows = contestant.rows().numbers(tag);
        while (!new HashSet<>(rows).containsAll(Standing.accepted(orders)) && System.nanoTime() - end < 0) {
            Thread.sleep(200);
            rows = contestant.rows().numbers(tag);
        }
        return rows;
    }
}
