/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.LabException;
import cafe.resilient.platform.admin.Arguments;
import cafe.resilient.server.Front;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** What the platform costs while nothing is wrong: with it and without it by turns, in one server. */
final class Peace implements Benchmark {

    /** Orders whose statements are counted. */
    private static final int COUNTED = 500;

    private static final Duration IDLE = Duration.ofSeconds(15);

    @Override
    public String help() {
        return """
                orders/s, time, processor and SQL statements of an order, with the platform and with it bypassed
                --pairs N        how many times both, by turns (24)
                --time TIME      how long each (4s)
                --warm-up TIME   how long each before it begins (60s)
                --customers N    connections kept alive, each ordering without pause (16)""";
    }

    @Override
    public Callable<Report> with(Arguments options) {
        int pairs = options.number("--pairs").orElse(24);
        Duration time = options.time("--time").orElse(Duration.ofSeconds(4));
        Duration warmUp = options.time("--warm-up").orElse(Duration.ofSeconds(60));
        int customers = options.number("--customers").orElse(16);
        return () -> {
            try (House house = House.open(Bypass.class, Bypass.Switch.class)) {
                return new Turns(house, customers).measure(pairs, time, warmUp);
            }
        };
    }

    /** The server, and what is measured on it by turns. */
    private static final class Turns {
        private final House house;
        private final int customers;

        Turns(House house, int customers) {
            this.house = house;
            this.customers = customers;
        }

        Report measure(int pairs, Duration time, Duration warmUp) throws Exception {
            List<Slice> with = new ArrayList<>();
            List<Slice> without = new ArrayList<>();
            try (Crowd crowd = new Crowd(house.server.http(), customers, "P")) {
                for (int i = 0; i < 4; i++) {
                    Progress.say("Warming up, %d of 4 ...", i + 1);
                    bypass(i % 2 == 1);
                    crowd.order(warmUp.dividedBy(2));
                }
                for (int i = 0; i < pairs; i++) {
                    Progress.say("Pair %d of %d ...", i + 1, pairs);
                    boolean bypassedFirst = i % 2 == 1; // neither always has the younger or the busier machine
                    bypass(bypassedFirst);
                    (bypassedFirst ? without : with).add(slice(crowd, time));
                    bypass(!bypassedFirst);
                    (bypassedFirst ? with : without).add(slice(crowd, time));
                }
                requireRows(crowd.count());
            }
            bypass(false);
            List<Slice> front = new ArrayList<>();
            List<Slice> direct = new ArrayList<>();
            if (Front.isInstalled()) {
                Path home = House.FOLDER.resolve("front");
                try (Front httpd = Front.start(
                                House.PROVISIONED, home, house.server.http(), "--define", "CAFE_UNLIMITED");
                        Crowd behind = new Crowd(httpd.port(), customers, "F", false);
                        Crowd before = new Crowd(house.server.http(), customers, "D", false)) {
                    behind.order(time);
                    for (int i = 0; i < pairs; i += 2) {
                        Progress.say("Through HTTPD, pair %d of %d ...", i / 2 + 1, (pairs + 1) / 2);
                        boolean directFirst = i % 4 == 2;
                        (directFirst ? direct : front).add(slice(directFirst ? before : behind, time));
                        (directFirst ? front : direct).add(slice(directFirst ? behind : before, time));
                    }
                }
            }
            return PeaceReport.of(
                    customers, with, without, front, direct, statements(false), statements(true), COUNTED, idle());
        }

        private void bypass(boolean on) throws IOException {
            try (Customer switcher = new Customer(house.server.http())) {
                switcher.post("/bypass?on=" + on, "");
                if (switcher.status() != 204) {
                    throw new LabException("The bypass was not switched: " + switcher.status());
                }
            }
        }

        private Slice slice(Crowd crowd, Duration time) throws Exception {
            return Slice.of(house, () -> crowd.order(time));
        }

        /** One order after the other: no connection rests long enough to be asked whether it still lives. */
        private Map<String, Integer> statements(boolean bypassed) throws Exception {
            bypass(bypassed);
            AtomicInteger count = new AtomicInteger();
            try (Customer customer = new Customer(house.server.http());
                    Statements statements =
                            new Statements(house.lab, () -> customer.order("S" + bypassed + count.incrementAndGet()))) {
                return statements.of(COUNTED);
            }
        }

        /** Milliseconds of the processor that the server uses in a second in which nobody orders, its monitor included. */
        private double idle() throws Exception {
            bypass(false);
            long server = Processor.of(house.server.pid());
            Thread.sleep(IDLE.toMillis());
            return (Processor.of(house.server.pid()) - server) * 1_000.0 / IDLE.toMillis();
        }

        private void requireRows(long orders) throws Exception {
            long rows = Rows.numbers(house.lab, "P").size();
            if (rows != orders) {
                throw new LabException(orders + " orders are confirmed, but there are " + rows + " rows.");
            }
        }
    }
}
