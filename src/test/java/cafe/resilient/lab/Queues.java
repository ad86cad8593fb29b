/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** The queue of the lab: DynamoDB Local in two regions, west and east, as a Global Table would be. */
public final class Queues {
    private final Map<String, QueueRegion> regions = new LinkedHashMap<>();

    Queues(List<QueueRegion> regions) {
        regions.forEach(region -> this.regions.put(region.name, region));
    }

    Set<String> names() {
        return regions.keySet();
    }

    /** Makes the tables, in each region, of a process that may not have started yet; comes back at once. */
    CompletableFuture<Void> prepare(QueueProcess process) {
        return CompletableFuture.runAsync(
                () -> process.ports().forEach((name, port) -> region(name).prepare(port)),
                task -> Relay.daemon("queue-start", task).start());
    }

    /** Waits for the tables, then leads clients to them. */
    void open(CompletableFuture<Void> prepared) {
        try {
            prepared.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LabException known
                    ? known
                    : new LabException(
                            "The queue's tables could not be made: "
                                    + e.getCause().getMessage(),
                            e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabInterruptedException();
        }
        regions.values().forEach(QueueRegion::open);
    }

    /** The application's setting cafe.queue.regions. */
    public String setting() {
        return regions.values().stream()
                .map(region -> region.address().toString())
                .collect(Collectors.joining(","));
    }

    /** Where clients of a region connect, on 127.0.0.1. */
    public int port(String region) {
        return region(region).relay().port();
    }

    QueueRegion region(String name) {
        QueueRegion region = regions.get(name);
        if (region == null) {
            throw new LabException("There is no region " + name + " of the queue: the regions are "
                    + String.join(", ", regions.keySet()) + ".");
        }
        return region;
    }

    Iterable<QueueRegion> regions() {
        return regions.values();
    }
}
