/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;

/** An endpoint that comes and goes: closed and open by turns, open at the end. */
final class Flap {
    private final Topology topology;
    private final Endpoints endpoints;

    Flap(Topology topology, Endpoints endpoints) {
        this.topology = topology;
        this.endpoints = endpoints;
    }

    /** Comes back when that time is over: closed for {@code every}, then open for as long, and so on. */
    void run(Duration every, Duration time) {
        if (every.isZero()) {
            throw new LabException("An endpoint cannot flap every 0 ms: give a time like 3s.");
        }
        Node writer = topology.runningWriter();
        long start = System.nanoTime();
        try {
            for (boolean open = false; System.nanoTime() - start < time.toNanos(); open = !open) {
                if (open) {
                    endpoints.settle(topology);
                } else {
                    endpoints.closeTo(writer);
                }
                Await.pass(every);
            }
        } finally {
            endpoints.settle(topology);
        }
    }
}
