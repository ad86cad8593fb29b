/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults of a region, and of both. */
final class RegionDrills {
    private final Topology topology;
    private final Endpoints endpoints;
    private final Arrangement arrangement;
    private final OutageClock clock;

    RegionDrills(Topology topology, Endpoints endpoints, Arrangement arrangement, OutageClock clock) {
        this.topology = topology;
        this.endpoints = endpoints;
        this.arrangement = arrangement;
        this.clock = clock;
    }

    /** Kills the writer's region and promotes the other. */
    Duration lose(boolean lag) {
        Node writer = topology.runningWriter();
        Node survivor = streamingSurvivor(writer);
        try (Promotion promotion = new Promotion(survivor)) {
            return clock.measure(everyWay(), () -> {
                closeAndDrain(writer, List.of(survivor), lag);
                topology.in(writer.region).forEach(Node::kill);
                topology.in(writer.region).forEach(endpoints::closeTo);
                promote(promotion, survivor);
            });
        }
    }

    void loseAll(boolean lag) {
        Node writer = topology.runningWriter();
        List<Node> standbys = topology.nodes().stream()
                .filter(node -> node != writer && node.running())
                .toList();
        clock.begin(everyWay(), () -> {
            closeAndDrain(writer, standbys, lag);
            topology.nodes().forEach(Node::kill);
            endpoints.settle(topology);
        });
    }

    /** Hands the writer's role to another region and brings the old one back behind it. */
    Duration switchOver(String region) {
        Node writer = topology.runningWriter();
        if (topology.in(region).contains(writer)) {
            throw new LabException("The writer " + writer + " is in " + region + " already.");
        }
        Node survivor = streamingSurvivor(writer);
        Replication.checkpoint(writer);
        Duration outage;
        try (Promotion promotion = new Promotion(survivor)) {
            outage = clock.measure(everyWay(), () -> handOver(writer, survivor, promotion));
        }
        arrangement.rejoin();
        return outage;
    }

    private void handOver(Node writer, Node survivor, Promotion promotion) {
        Node next = topology.chain().get(1);
        closeAndDrain(writer, List.of(survivor), false);
        writer.stopFast();
        // the old writer waited until the next in the chain had its last record, not until the survivor had
        Replication.level(survivor, next);
        promote(promotion, survivor);
    }

    /** While the endpoint is late, a region that has just got the writer has none that leads there. */
    private void promote(Promotion promotion, Node survivor) {
        if (!endpoints.dnsDelay().isZero()) {
            endpoints.of(survivor.region).refuse();
        }
        promotion.run();
        topology.promoted(survivor);
        Await.pass(endpoints.dnsDelay());
        endpoints.settle(topology);
    }

    /** Everything back, with the writer in that region; answers the outage that this ends, if one was open. */
    Optional<Duration> restore(String region) {
        Optional<Duration> outage = Optional.empty();
        if (topology.writer().state() == Node.State.DOWN) {
            Node writer = newest(region);
            outage = clock.end(() -> revive(writer));
        }
        arrangement.rejoin();
        boolean elsewhere = !topology.writer().region.equals(region);
        return elsewhere ? Optional.of(switchOver(region)) : outage;
    }

    /** The last writer if it is of this region, else a standby that no promotion has left behind. */
    private Node newest(String region) {
        List<Node> candidates = new ArrayList<>(topology.in(region));
        if (candidates.contains(topology.writer())) {
            return topology.writer();
        }
        candidates.removeIf(Node::stale);
        if (candidates.isEmpty()) {
            throw new LabException("Region " + region + " was lost before the last commits, which are in "
                    + topology.writer().region + ": restore that one.");
        }
        return candidates.get(0);
    }

    private void revive(Node node) {
        boolean promote = node != topology.writer();
        // its standbys come later; until then its commits wait for none
        node.waitingFor(null).start();
        node.awaitReady();
        if (promote) {
            try (Promotion promotion = new Promotion(node)) {
                promotion.run();
            }
            topology.promoted(node);
        }
        topology.commitsWaitFor(null);
        endpoints.settle(topology);
    }

    private void closeAndDrain(Node writer, List<Node> standbys, boolean lag) {
        if (!lag) {
            endpoints.closeTo(writer);
            try {
                standbys.forEach(standby -> Replication.drain(writer, standby));
            } catch (LabException tooSlow) {
                endpoints.settle(topology);
                throw tooSlow;
            }
        }
    }

    private Node streamingSurvivor(Node writer) {
        Node survivor = topology.survivor();
        List<Node> chain = topology.chain();
        Node upstream = chain.get(chain.indexOf(survivor) - 1);
        boolean streams = survivor.running()
                && Await.within(Duration.ofSeconds(1), () -> streamsFromAny(survivor, upstream, writer));
        if (!streams) {
            throw new LabException("Region " + survivor.region + " has no standby that streams: run rejoin first.");
        }
        return survivor;
    }

    /** After a zone failover the survivor may stream straight from the writer. */
    private static boolean streamsFromAny(Node survivor, Node upstream, Node writer) {
        return Replication.streams(survivor, upstream, writer) || Replication.streams(survivor, writer, writer);
    }

    private List<Relay> everyWay() {
        List<Relay> ways = new ArrayList<>(endpoints.all());
        ways.sort((one, other) -> Boolean.compare(leads(other), leads(one)));
        return ways;
    }

    private boolean leads(Relay relay) {
        return relay == endpoints.of(topology.writer().region);
    }
}
