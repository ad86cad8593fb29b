/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * What one fault did to all.
 *
 * @param fault its word
 * @param bench seconds of the processor of the bench's own process: the driver of all, and the lab's endpoints
 * @param rest seconds of the other processes of the lab: databases and queue
 * @param others share of the machine that was used by what has nothing to do with it, from 0 to 1
 */
record Run(String fault, List<Standing> standings, double bench, double rest, double others) {

    JsonObject toJson() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        standings.forEach(standing -> all.add(standing.toJson()));
        return Json.createObjectBuilder()
                .add("fault", fault)
                .add("standings", all)
                .add("benchSeconds", bench)
                .add("databasesAndQueueSeconds", rest)
                .add("othersShare", others)
                .build();
    }
}
