/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The faults of a zone: of the writer alone, or of one node. */
final class ZoneDrills {
    private final Topology topology;
    private final Endpoints endpoints;
    private final Arrangement arrangement;
    private final OutageClock clock;

    ZoneDrills(Topology topology, Endpoints endpoints, Arrangement arrangement, OutageClock clock) {
        this.topology = topology;
        this.endpoints = endpoints;
        this.arrangement = arrangement;
        this.clock = clock;
    }

    Duration failover(Duration after) {
        Node writer = topology.runningWriter();
        Node standby = standbyInSync(writer);
        try (Promotion promotion = new Promotion(standby)) {
            return clock.measure(way(writer), () -> {
                writer.kill();
                endpoints.closeTo(writer);
                Await.pass(after);
                promote(promotion, standby);
            });
        }
    }

    /** While the endpoint is late it leads to the old writer, which is a standby by then. */
    Duration switchover() {
        Node writer = topology.runningWriter();
        Node standby = standbyInSync(writer);
        Replication.checkpoint(writer);
        Duration outage;
        try (Promotion promotion = new Promotion(standby)) {
            outage = clock.measure(way(writer), () -> {
                writer.stopFast();
                endpoints.closeTo(writer);
                promotion.run();
                topology.promoted(standby);
                if (!endpoints.dnsDelay().isZero()) {
                    leadToTheOldOne(writer, standby);
                }
                endpoints.settle(topology);
            });
        }
        arrangement.rejoin();
        return outage;
    }

    private void leadToTheOldOne(Node old, Node writer) {
        long start = System.nanoTime();
        old.asStandbyOf(writer).start();
        old.awaitReady();
        endpoints.of(old.region).leadTo(old.port);
        endpoints.settleInstance(old);
        Await.pass(endpoints.dnsDelay().minusNanos(System.nanoTime() - start));
    }

    private void promote(Promotion promotion, Node standby) {
        promotion.run();
        topology.promoted(standby);
        Await.pass(endpoints.dnsDelay());
        endpoints.settle(topology);
    }

    /** The writer goes on, but its network is cut: what is sent to it arrives when that is healed, if at all. */
    Duration cutAndPromote(Duration after, Way... ways) {
        Node writer = topology.runningWriter();
        Node standby = standbyInSync(writer);
        try (Promotion promotion = new Promotion(standby)) {
            return clock.measure(way(writer), () -> {
                endpoints.network(writer.region).cut(ways);
                endpoints.network(writer.name).cut(ways);
                Await.pass(after);
                promote(promotion, standby);
            });
        }
    }

    /** Without promotion. When it was the synchronous standby, the writer's commits no longer wait for it. */
    void freeze(Node node) {
        if (node == topology.runningWriter()) {
            clock.begin(way(node), node::freeze);
            return;
        }
        if (!node.running()) {
            throw new LabException(node + " is not running: there is nothing to freeze.");
        }
        node.freeze();
        if (topology.synchronous().filter(node::equals).isPresent()) {
            arrangement.degrade();
        }
    }

    /** The old writer stays frozen; thawed, it hangs on every commit, since its standby is gone and it is not told. */
    Duration freezeAndPromote(Duration after) {
        Node writer = topology.runningWriter();
        Node standby = standbyInSync(writer);
        try (Promotion promotion = new Promotion(standby)) {
            return clock.measure(way(writer), () -> {
                writer.freeze();
                Await.pass(after);
                promote(promotion, standby);
            });
        }
    }

    /** Thaws the nodes; answers the outage that this ends, if the writer was among them. */
    Optional<Duration> thaw(List<Node> nodes) {
        List<Node> frozen =
                nodes.stream().filter(node -> node.state() == Node.State.FROZEN).toList();
        if (frozen.isEmpty()) {
            throw new LabException("Nothing is frozen there: see status.");
        }
        Runnable thaw = () -> frozen.forEach(Node::thaw);
        if (frozen.contains(topology.writer())) {
            return clock.end(thaw);
        }
        thaw.run();
        return Optional.empty();
    }

    Duration stopAndStart(Consumer<Node> stop, Duration after) {
        Node writer = topology.runningWriter();
        return clock.measure(way(writer), () -> {
            stop.accept(writer);
            endpoints.closeTo(writer);
            Await.pass(after);
            writer.start();
            writer.awaitReady();
            endpoints.settle(topology);
        });
    }

    /** @throws LabException when a promotion might lose commits, or there is nobody to promote */
    private Node standbyInSync(Node writer) {
        if (topology.neighbour(writer).isEmpty()) {
            throw new LabException("The writer " + writer + " is alone in region " + writer.region
                    + ": switch over to the other region, or lose this one.");
        }
        return topology.synchronous()
                .filter(Node::running)
                .filter(standby -> Replication.synchronous(writer, standby))
                .orElseThrow(() -> new LabException("The writer " + writer
                        + " has no standby in sync, so none is promoted: run rejoin first, it makes one."));
    }

    private List<Relay> way(Node writer) {
        return List.of(endpoints.of(writer.region));
    }
}
