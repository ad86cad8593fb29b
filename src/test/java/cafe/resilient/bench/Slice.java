/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;

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
