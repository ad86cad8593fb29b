/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * One outage: orders queued, then entered.
 *
 * @param p50 how long the acceptance of one takes that arrives by itself, milliseconds
 * @param p99 the same
 * @param accepted orders a second, when as many come as the machine can take
 * @param crowded 99th percentile of the acceptance then, milliseconds
 * @param first from the writer's return to the first queued order's row, seconds
 * @param last the same to the last one's
 * @param live 99th percentile of orders placed during the replay, milliseconds
 * @param heapQueued megabytes after a collection while they wait
 * @param heapDrained the same when they are entered
 */
record Drain(
        int orders,
        double p50,
        double p99,
        double accepted,
        double crowded,
        double first,
        double last,
        double live,
        double heapQueued,
        double heapDrained) {

    double perSecond() {
        return orders / last;
    }

    JsonObject toJson() {
        return Json.createObjectBuilder()
                .add("orders", orders)
                .add("p50Ms", p50)
                .add("p99Ms", p99)
                .add("acceptedPerSecond", accepted)
                .add("crowdedP99Ms", crowded)
                .add("firstSeconds", first)
                .add("lastSeconds", last)
                .add("liveP99Ms", live)
                .add("heapQueuedMB", heapQueued)
                .add("heapDrainedMB", heapDrained)
                .build();
    }
}
