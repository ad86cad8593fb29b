/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * One fault, and the orders that met it. In milliseconds.
 *
 * @param outage as the lab's own client measured it, which commits and reconnects without pause
 * @param longest of the waits of all orders under way at some moment from the fault until the lab's client could commit
 *     again, their whole waits counted. One that meets two outages while a region is drained and promoted has but the longer
 *     of the two taken off, so what is beyond is rather too much than too little.
 */
record Hit(String kind, double outage, double longest, int orders) {

    double beyond() {
        return longest - outage;
    }

    JsonObject toJson() {
        return Json.createObjectBuilder()
                .add("kind", kind)
                .add("outageMs", outage)
                .add("longestWaitMs", longest)
                .add("beyondMs", beyond())
                .add("orders", orders)
                .build();
    }
}
