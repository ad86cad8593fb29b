/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * One outage: orders queued, then entered.
 *
 * @param accepted orders a second, in the known outage
 * @param p50 of their acceptance, milliseconds
 * @param p99 of their acceptance, milliseconds
 * @param first from the writer's return to the first queued order's row, seconds
 * @param last the same to the last one's
 * @param live 99th percentile of orders placed during the replay, milliseconds
 * @param heapQueued megabytes after a collection while they wait
 * @param heapDrained the same when they are entered
 */
record Drain(
        int orders,
        double accepted,
        double p50,
        double p99,
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
                .add("acceptedPerSecond", accepted)
                .add("p50Ms", p50)
                .add("p99Ms", p99)
                .add("firstSeconds", first)
                .add("lastSeconds", last)
                .add("liveP99Ms", live)
                .add("heapQueuedMB", heapQueued)
                .add("heapDrainedMB", heapDrained)
                .build();
    }
}
