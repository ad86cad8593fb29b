/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.Arguments;
import cafe.resilient.lab.LabException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;

/** What orders cost while every database is away, and how soon they are entered when one is back. */
final class Outage implements Benchmark {

    private static final int PER_SECOND = 20;
    private static final Duration PEACE = Duration.ofSeconds(10);

    @Override
    public String help() {
        return """
                acceptance in a known outage, and the replay of what was queued
                --small N        orders queued in the first outage (1000)
                --middle N       in the second (10000)
                --large N        in the third (100000)
                --warm-up TIME   orders without pause before it begins (30s)
                --customers N    connections kept alive, each ordering without pause (16)""";
    }

    @Override
    public Callable<Report> with(Arguments options) {
        List<Integer> sizes = List.of(
                options.number("--small").orElse(1_000),
                options.number("--middle").orElse(10_000),
                options.number("--large").orElse(100_000));
        Duration warmUp = options.time("--warm-up").orElse(Duration.ofSeconds(30));
        int customers = options.number("--customers").orElse(16);
        return () -> {
            try (House house = House.open()) {
                return measure(house, sizes, warmUp, customers);
            }
        };
    }

    private static Report measure(House house, List<Integer> sizes, Duration warmUp, int customers) throws Exception {
        Progress.say("Warming up ...");
        try (Crowd crowd = new Crowd(house.server.http(), customers, "W")) {
            crowd.order(warmUp);
        }
        outage(house, "X", 1_000, customers); // the queue's way is warmed too
        Progress.say("Peace ...");
        double peace;
        try (Arrivals live = new Arrivals(house.server.http(), PER_SECOND, "L")) {
            live.awaitAnswers((int) PEACE.toSeconds() * PER_SECOND);
            peace = p99(live.orders());
        }
        List<Drain> drains = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            Progress.say("An outage of %d orders ...", sizes.get(i));
            drains.add(outage(house, "Q" + i + " ", sizes.get(i), customers));
        }
        return OutageReport.of(customers, PER_SECOND, peace, drains);
    }

    private static Drain outage(House house, String tag, int orders, int customers) throws Exception {
        house.lab.loseAll(false);
        long[] waits;
        double seconds;
        try (Crowd crowd = new Crowd(house.server.http(), customers, tag)) {
            crowd.queue(1); // the first of an outage waits for his chance; from now on it is known
            long begun = System.nanoTime();
            waits = crowd.queue(orders - 1);
            seconds = (System.nanoTime() - begun) / 1e9;
        }
        double heap = Footprint.heap(house);
        try (Return back = new Return(house.lab, tag, orders)) {
            house.lab.restore("west");
            List<Arrivals.Order> live;
            try (Arrivals arrivals = new Arrivals(house.server.http(), PER_SECOND, "L" + tag)) {
                back.await();
                arrivals.shut();
                live = arrivals.orders();
            }
            requireOnce(Rows.numbers(house.lab, tag), orders);
            return new Drain(
                    orders,
                    (orders - 1) / seconds,
                    Spread.percentile(waits, 0.5) / 1e6,
                    Spread.percentile(waits, 0.99) / 1e6,
                    back.first(),
                    back.last(),
                    p99(live),
                    heap,
                    Footprint.heap(house));
        }
    }

    private static double p99(List<Arrivals.Order> orders) {
        return Spread.percentile(
                        orders.stream().mapToLong(Arrivals.Order::waited).toArray(), 0.99)
                / 1e6;
    }

    /** K1. */
    private static void requireOnce(List<String> rows, int orders) {
        if (rows.size() != orders || new HashSet<>(rows).size() != orders) {
            throw new LabException(orders + " orders were queued, but there are " + rows.size() + " rows of them.");
        }
    }
}
