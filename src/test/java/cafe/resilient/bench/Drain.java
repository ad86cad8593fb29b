/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Outages of one size: orders queued, then entered.
 *
 * @param p50 how long the acceptance of one takes that arrives by itself, milliseconds
 * @param p99 the same
 * @param accepted orders a second, when as many come as the machine can take
 * @param crowded 99th percentile of the acceptance then, milliseconds
 * @param queueing milliseconds of the processor that WildFly used for each of those
 * @param first from the writer's return to the first queued order's row, seconds
 * @param last the same to the last one's
 * @param entering milliseconds of the processor that WildFly used for each, live orders meanwhile included
 * @param live how long orders took that were placed during the replay, nanoseconds
 * @param heapQueued megabytes after a collection while they wait
 * @param heapDrained the same when they are entered
 */
record Drain(
        int orders,
        double p50,
        double p99,
        double accepted,
        double crowded,
        double queueing,
        double first,
        double last,
        double entering,
        long[] live,
        double heapQueued,
        double heapDrained) {

    /** Of each figure the median; all the live orders together, as few come while few are entered. */
    static Drain median(List<Drain> same) {
        return new Drain(
                same.get(0).orders,
                median(same, Drain::p50),
                median(same, Drain::p99),
                median(same, Drain::accepted),
                median(same, Drain::crowded),
                median(same, Drain::queueing),
                median(same, Drain::first),
                median(same, Drain::last),
                median(same, Drain::entering),
                same.stream().flatMapToLong(drain -> LongStream.of(drain.live)).toArray(),
                median(same, Drain::heapQueued),
                median(same, Drain::heapDrained));
    }

    private static double median(List<Drain> same, ToDoubleFunction<Drain> figure) {
        return Spread.of(same, figure).median();
    }

    /** 99th percentile, milliseconds. */
    double liveP99() {
        return Spread.percentile(live, 0.99) / 1e6;
    }

    double perSecond() {
        return orders / last;
    }

    JsonObject toJson() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("orders", orders)
                .add("p50Ms", p50)
                .add("p99Ms", p99)
                .add("acceptedPerSecond", accepted)
                .add("crowdedP99Ms", crowded)
                .add("queueingServerMs", queueing)
                .add("firstSeconds", first)
                .add("lastSeconds", last)
                .add("enteringServerMs", entering)
                .add("heapQueuedMB", heapQueued)
                .add("heapDrainedMB", heapDrained);
        return (Double.isNaN(liveP99()) ? json : json.add("liveP99Ms", liveP99()))
                .build(); // nobody ordered in so short a time
    }
}
