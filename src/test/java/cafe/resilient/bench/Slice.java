/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.concurrent.Callable;

/**
 * A while of steady load.
 *
 * @param perSecond orders a second
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param server microseconds of the processor that WildFly used for an order
 * @param databases the same, of all nodes
 */
record Slice(double perSecond, double p50, double p99, double server, double databases) {

    /** @param load lasts as long as it is to be measured. @return how long each order took, in nanoseconds */
    static Slice of(House house, Callable<long[]> load) throws Exception {
        long server = Processor.of(house.server.pid());
        long databases = Processor.ofDatabases(house.lab);
        long begun = System.nanoTime();
        long[] waits = load.call();
        double seconds = (System.nanoTime() - begun) / 1e9;
        server = Processor.of(house.server.pid()) - server;
        databases = Processor.ofDatabases(house.lab) - databases;
        int orders = waits.length;
        return new Slice(
                orders / seconds,
                Spread.percentile(waits, 0.5) / 1e6,
                Spread.percentile(waits, 0.99) / 1e6,
                1_000.0 * server / orders,
                1_000.0 * databases / orders);
    }

    JsonObject toJson() {
        return Json.createObjectBuilder()
                .add("ordersPerSecond", perSecond)
                .add("p50Ms", p50)
                .add("p99Ms", p99)
                .add("serverMicrosPerOrder", server)
                .add("databaseMicrosPerOrder", databases)
                .build();
    }
}
