/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.LabException;
import cafe.resilient.platform.admin.Arguments;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** How much longer than the databases' outage a customer waits. */
final class Failover implements Benchmark {

    private static final int CROWD = 16;

    @Override
    public String help() {
        return """
                zone failovers and region switches by turns under a steady stream of orders
                --zones N       how many zone failovers (20)
                --regions N     how many losses of a region, each with the planned way back (10)
                --rate N        orders a second, in an open loop (20)
                --warm-up TIME  orders without pause before it begins (20s)""";
    }

    @Override
    public Callable<Report> with(Arguments options) {
        int zones = options.number("--zones").orElse(20);
        int regions = options.number("--regions").orElse(10);
        int rate = options.number("--rate").orElse(20);
        Duration warmUp = options.time("--warm-up").orElse(Duration.ofSeconds(20));
        return () -> measure(zones, regions, rate, warmUp);
    }

    private static Report measure(int zones, int regions, int rate, Duration warmUp) throws Exception {
        try (House house = House.open()) {
            int port = house.server.http();
            Progress.say("Warming up ...");
            try (Crowd crowd = new Crowd(port, CROWD, "W")) {
                crowd.order(warmUp);
            }
            try (Arrivals arrivals = new Arrivals(port, rate, "F")) {
                Faults faults = new Faults(house, arrivals, rate);
                for (int i = 0; i < zones + regions; i++) {
                    Progress.say("%d of %d", i + 1, zones + regions);
                    if ((i + 1) * regions / (zones + regions) > i * regions / (zones + regions)) {
                        faults.region();
                    } else {
                        faults.zone();
                    }
                }
                faults.atRest();
                requireConfirmed(arrivals.orders(), Rows.numbers(house.lab, "F"));
                return FailoverReport.of(faults, rate, arrivals.orders().size());
            }
        }
    }

    /** K1: every customer confirmed, and exactly their rows. */
    private static void requireConfirmed(List<Arrivals.Order> orders, List<String> rows) {
        orders.stream()
                .filter(order -> !order.outcome().equals("CONFIRMED"))
                .findFirst()
                .ifPresent(order -> {
                    throw new LabException("An order was not confirmed: " + order.outcome());
                });
        List<String> numbers =
                orders.stream().map(Arrivals.Order::number).sorted().toList();
        if (!numbers.equals(rows.stream().sorted().toList())) {
            throw new LabException(
                    numbers.size() + " orders are confirmed, but not the same " + rows.size() + " rows are there.");
        }
    }
}
