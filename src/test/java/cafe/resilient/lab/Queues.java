/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import cafe.resilient.platform.queue.QueueItem;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The queue of the lab: DynamoDB Local in two regions, west and east, and a replicator between them that makes them a Global
 * Table. The faults are of the regions named, or of both; they last until {@link #up}, and wait for no other operation of
 * the lab.
 */
public final class Queues implements AutoCloseable {
    private final Map<String, QueueRegion> regions = new LinkedHashMap<>();
    private final QueueTraps traps;
    private Replicator replicator;

    Queues(QueueTraps traps, QueueRegion... regions) {
        this.traps = traps;
        Stream.of(regions).forEach(region -> this.regions.put(region.name, region));
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
        replicator = new Replicator(regions.values()).start();
        regions.values().forEach(QueueRegion::open);
    }

    /** Another application's tables, in each region by itself: they are not replicated. */
    public void create(String table) {
        regions.values().forEach(region -> region.create(table));
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

    /** Connections are reset, and new ones refused. */
    public void down(String... regions) {
        named(regions).forEach(QueueRegion::down);
    }

    /** Connections are accepted and stay open, and nothing is answered. What was asked is done late, when it is up again. */
    public void mute(String... regions) {
        named(regions).forEach(QueueRegion::mute);
    }

    /** Each request comes that much later, and each answer too. */
    public void slow(Duration time, String... regions) {
        named(regions).forEach(region -> traps.slow(region.name, time));
    }

    /** Every request is refused: ProvisionedThroughputExceededException. */
    public void throttle(String... regions) {
        traps.throttle(names(regions));
    }

    /** So are the next ones, to whichever of the regions they come. */
    public void throttle(int times, String... regions) {
        traps.set(QueueTraps.THROTTLE, times, names(regions));
    }

    /** The next PutItems, to whichever of the regions they come, are done, but the connection is reset instead of an answer. */
    public void loseReply(int times, String... regions) {
        traps.set(QueueTraps.LOSE_REPLY, times, names(regions));
    }

    /** Deletes do not arrive: the connection is reset before they do. The application deletes by BatchWriteItem alone. */
    public void loseDeletes(String... regions) {
        traps.loseDeletes(names(regions));
    }

    /** Ends all that; without a name, the pause of the replication too. */
    public void up(String... regions) {
        named(regions).forEach(QueueRegion::up);
        if (regions.length == 0) {
            resumeReplication();
        }
    }

    /** What is written in one region stays there alone. */
    public void pauseReplication() {
        replicator.pause(true);
    }

    /** Carries over what was written meanwhile, and goes on. */
    public void resumeReplication() {
        replicator.pause(false);
    }

    /** Puts that many commands into the queue that no database takes; answers their numbers. */
    public List<String> poison(int times) {
        QueueRegion region = regions.values().stream()
                .filter(QueueRegion::reachable)
                .findFirst()
                .orElseThrow(() -> new LabException("The queue is down: there is nowhere to put poison."));
        List<QueueItem> items =
                Stream.generate(Poison::item).map(QueueItem::new).limit(times).toList();
        items.forEach(region.stored()::put);
        return items.stream().map(QueueItem::number).toList();
    }

    /** The numbers of the commands that wait there, whatever is wrong with the way to it. */
    public List<String> waiting(String region) {
        return numbers(region(region).stored().waiting());
    }

    /** The numbers of the commands that are set aside there. */
    public List<String> aside(String region) {
        return numbers(region(region).stored().deadLetters());
    }

    private static List<String> numbers(List<QueueItem> items) {
        return items.stream().map(QueueItem::number).sorted().toList();
    }

    /** @throws LabException when one of them is none */
    void check(String... regions) {
        named(regions);
    }

    /** Comes back when all that is written now is in both regions; in vain while that cannot be. */
    public void awaitReplication(Duration limit) {
        replicator.awaitDone(limit);
    }

    private List<String> names(String... names) {
        return named(names).stream().map(region -> region.name).toList();
    }

    private Collection<QueueRegion> named(String... names) {
        return names.length == 0
                ? regions.values()
                : Stream.of(names).map(this::region).toList();
    }

    private QueueRegion region(String name) {
        QueueRegion region = regions.get(name);
        if (region == null) {
            throw new LabException("There is no region " + name + " of the queue: the regions are "
                    + String.join(", ", regions.keySet()) + ".");
        }
        return region;
    }

    Collection<QueueRegion> all() {
        return regions.values();
    }

    boolean paused() {
        return replicator.paused();
    }

    @Override
    public void close() {
        if (replicator != null) {
            replicator.close();
        }
    }
}
