/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.Arguments;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What orders cost while no primary can be reached, and how soon they are entered when it can. Its endpoints are closed, and
 * nothing is killed: on this machine the lab would take the processors to copy what was, as no cloud would.
 */
final class Outage implements Benchmark {

    private static final int PER_SECOND = 20;
    private static final int QUEUED_PER_SECOND = 100;
    private static final Duration PEACE = Duration.ofSeconds(30);

    private static final int ARRIVING = 500;

    /** Of the outage that nobody measures: the queue's way is compiled in it. */
    private static final int WARM = 5_000;

    @Override
    public String help() {
        return """
                acceptance in a known outage, and the replay of what was queued
                --small N        orders queued in each of the first outages (1000)
                --times N        how many those are (20: of fewer live orders there is no 99th percentile)
                --middle N       orders queued in the next (10000)
                --large N        in the last (100000)
                --warm-up TIME   orders without pause before it begins (30s)
                --customers N    connections kept alive, each ordering without pause (16); before them 500 orders come
                                 at 100/s, to tell how long one takes""";
    }

    @Override
    public Callable<Report> with(Arguments options) {
        int times = options.number("--times").orElse(20);
        List<Integer> sizes = new ArrayList<>(
                Collections.nCopies(times, options.number("--small").orElse(1_000)));
        sizes.add(options.number("--middle").orElse(10_000));
        sizes.add(options.number("--large").orElse(100_000));
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
        outage(house, "X", WARM, customers);
        Progress.say("Peace ...");
        double peace;
        try (Arrivals live = new Arrivals(house.server.http(), PER_SECOND, "L")) {
            live.awaitAnswers((int) PEACE.toSeconds() * PER_SECOND);
            peace = Spread.percentile(waits(live.orders()), 0.99) / 1e6;
        }
        List<Drain> drains = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            Progress.say("An outage of %d orders ...", sizes.get(i));
            drains.add(outage(house, "Q" + i + " ", sizes.get(i), customers));
        }
        int times = sizes.size() - 2;
        List<Drain> reported = new ArrayList<>(List.of(Drain.median(drains.subList(0, times))));
        reported.addAll(drains.subList(times, drains.size()));
        return OutageReport.of(customers, PER_SECOND, peace, reported, times);
    }

    private static Drain outage(House house, String tag, int orders, int customers) throws Exception {
        house.lab.closeEndpoints();
        long[] arrived = arrivals(house, tag + "a", ARRIVING);
        long[] waits;
        double seconds;
        long processor = Processor.of(house.server.pid());
        try (Crowd crowd = new Crowd(house.server.http(), customers, tag)) {
            long begun = System.nanoTime();
            waits = crowd.queue(orders - ARRIVING - 1);
            seconds = (System.nanoTime() - begun) / 1e9;
        }
        double queueing = (Processor.of(house.server.pid()) - processor) / (double) waits.length;
        double heap = Footprint.heap(house);
        try (Return back = new Return(house.lab, tag, orders);
                Arrivals arrivals = new Arrivals(house.server.http(), PER_SECOND, "L" + tag)) {
            processor = Processor.of(house.server.pid());
            house.lab.openEndpoints();
            back.await();
            double entering = (Processor.of(house.server.pid()) - processor) / (double) orders;
            arrivals.shut();
            List<Arrivals.Order> live = arrivals.orders(back.returned(), back.done());
            Rows.awaitOnceEach(house.lab, tag, orders);
            return new Drain(
                    orders,
                    Spread.percentile(arrived, 0.5) / 1e6,
                    Spread.percentile(arrived, 0.99) / 1e6,
                    waits.length / seconds,
                    Spread.percentile(waits, 0.99) / 1e6,
                    queueing,
                    back.first(),
                    back.last(),
                    entering,
                    waits(live),
                    heap,
                    Footprint.heap(house));
        }
    }

    /** Known from the first order on, which waits for its chance. How long the others took, in nanoseconds. */
    private static long[] arrivals(House house, String tag, int orders) throws IOException {
        try (Customer first = new Customer(house.server.http())) {
            first.order(tag);
        }
        try (Arrivals arrivals = new Arrivals(house.server.http(), QUEUED_PER_SECOND, tag, orders)) {
            arrivals.awaitAnswers(orders);
            return waits(arrivals.orders());
        }
    }

    /** Nanoseconds. */
    private static long[] waits(List<Arrivals.Order> orders) {
        return orders.stream().mapToLong(Arrivals.Order::waited).toArray();
    }
}
