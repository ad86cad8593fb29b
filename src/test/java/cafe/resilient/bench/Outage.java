/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.LabException;
import cafe.resilient.platform.admin.Arguments;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What orders cost while no primary can be reached, and how soon they are entered when it can. Its endpoints are closed, and
 * nothing is killed: on this machine the lab would take the processors to copy what was, as no cloud would. Each size has a
 * lab of its own: DynamoDB Local answers the slower, the more has ever happened in it, as its streams are read by looking
 * through all of it (60 ms for the slowest of a hundred orders after outages of 20 times 1,000 and 10,000, and 30 before).
 */
final class Outage implements Benchmark {

    private static final int PER_SECOND = 20;
    private static final int QUEUED_PER_SECOND = 100;
    private static final Duration PEACE = Duration.ofSeconds(30);

    private static final int ARRIVING = 500;

    /** In an outage: those, and as many that the crowd places. */
    private static final int FEWEST = 2 * ARRIVING;

    /** Of the outage that nobody measures: the queue's way is compiled in it. */
    private static final int WARM = 5_000;

    /** And some small ones: a server that had been through one took 2 s of processor for 1,000 orders, and not 0.7. */
    private static final int WARM_OUTAGES = 5;

    private static final int WARM_OUTAGE = 1_000;

    @Override
    public String help() {
        return """
                acceptance in a known outage, and the replay of what was queued
                --small N        orders queued in each of the first outages, 1000 at least (1000)
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
        int small = orders(options, "--small", 1_000);
        int middle = orders(options, "--middle", 10_000);
        int large = orders(options, "--large", 100_000);
        Duration warmUp = options.time("--warm-up").orElse(Duration.ofSeconds(30));
        int customers = options.number("--customers").orElse(16);
        return () -> {
            double peace;
            List<Drain> drains = new ArrayList<>();
            try (House house = warm(warmUp, customers)) {
                peace = peace(house);
                for (int i = 0; i < times; i++) {
                    drains.add(outage(house, "Q" + i + " ", small, customers));
                }
            }
            Drain median = Drain.median(drains);
            Drain tenfold = alone(middle, warmUp, customers);
            Drain hundredfold = alone(large, warmUp, customers);
            return OutageReport.of(customers, PER_SECOND, peace, List.of(median, tenfold, hundredfold), times);
        };
    }

    private static int orders(Arguments options, String option, int usual) {
        int orders = options.number(option).orElse(usual);
        if (orders < FEWEST) {
            throw new LabException(option + " " + orders + " is too few: give " + FEWEST + " at least.");
        }
        return orders;
    }

    private static Drain alone(int orders, Duration warmUp, int customers) throws Exception {
        try (House house = warm(warmUp, customers)) {
            return outage(house, "Q ", orders, customers);
        }
    }

    private static House warm(Duration time, int customers) throws Exception {
        House house = House.open();
        try (Crowd crowd = new Crowd(house.server.http(), customers, "W")) {
            Progress.say("Warming up ...");
            crowd.order(time);
            outage(house, "X", WARM, customers);
            for (int i = 0; i < WARM_OUTAGES; i++) {
                outage(house, "X" + i + " ", WARM_OUTAGE, customers);
            }
            return house;
        } catch (Exception e) {
            house.close();
            throw e;
        }
    }

    private static double peace(House house) throws IOException {
        Progress.say("Peace ...");
        try (Arrivals live = new Arrivals(house.server.http(), PER_SECOND, "L")) {
            live.awaitAnswers((int) PEACE.toSeconds() * PER_SECOND);
            return Spread.percentile(waits(live.orders()), 0.99) / 1e6;
        }
    }

    private static Drain outage(House house, String tag, int orders, int customers) throws Exception {
        Progress.say("An outage of %d orders ...", orders);
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
