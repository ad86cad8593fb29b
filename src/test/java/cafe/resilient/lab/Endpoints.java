/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One relay a region, which ought to lead to its writer, and one a node (an instance), which leads to that alone. */
final class Endpoints {
    private final Map<String, Relay> regions;
    private final Map<String, Relay> instances;
    private volatile Duration dnsDelay = Duration.ZERO;

    Endpoints(Map<String, Relay> regions, Map<String, Relay> instances) {
        this.regions = regions;
        this.instances = instances;
    }

    Relay of(String region) {
        return named("region", region, regions);
    }

    Relay instance(String node) {
        return named("node", node, instances);
    }

    /** By the name of a region or a node. */
    NetworkFaults network(String name) {
        return new NetworkFaults(name, relay(name));
    }

    Relay relay(String name) {
        Map<String, Relay> all = new LinkedHashMap<>(regions);
        all.putAll(instances);
        return named("endpoint", name, all);
    }

    private static Relay named(String kind, String name, Map<String, Relay> relays) {
        Relay relay = relays.get(name);
        if (relay == null) {
            throw new LabException("There is no " + kind + " " + name + ": the " + kind + "s are "
                    + String.join(", ", relays.keySet()) + ".");
        }
        return relay;
    }

    /** The regions' endpoints. */
    Collection<Relay> all() {
        return regions.values();
    }

    /** Of regions, then of nodes. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(regions.keySet());
        names.addAll(instances.keySet());
        return names;
    }

    /** Nobody reaches this node any more: neither through its region's endpoint nor through its own. */
    void closeTo(Node node) {
        of(node.region).refuse();
        instance(node.name).refuse();
    }

    /** How much later than a promotion the regions' endpoints are moved. */
    Duration dnsDelay() {
        return dnsDelay;
    }

    void dnsDelay(Duration time) {
        dnsDelay = time;
    }

    boolean faulty() {
        return names().stream().anyMatch(name -> !network(name).words().isEmpty());
    }

    void heal() {
        dnsDelay = Duration.ZERO;
        regions.values().forEach(Relay::heal);
        instances.values().forEach(Relay::heal);
    }

    /**
     * Leads each region to its writer, frozen or not; a region without one to a standby that runs, read-only, as a
     * secondary cluster is; a region with nothing that runs to nowhere. An instance's endpoint leads to its node unless
     * that is down.
     */
    void settle(Topology topology) {
        for (String region : topology.regions()) {
            Optional<Node> node = rightful(topology, region);
            node.ifPresentOrElse(to -> lead(of(region), to), of(region)::refuse);
        }
        topology.nodes().forEach(this::settleInstance);
    }

    /** What is late is a name, and a name that moves cuts nothing. */
    private void lead(Relay relay, Node node) {
        if (dnsDelay.isZero()) {
            relay.leadTo(node.port);
        } else {
            relay.pointTo(node.port);
        }
    }

    void settleInstance(Node node) {
        if (node.state() == Node.State.DOWN) {
            instance(node.name).refuse();
        } else {
            instance(node.name).leadTo(node.port);
        }
    }

    private static Optional<Node> rightful(Topology topology, String region) {
        Node writer = topology.writer();
        if (writer.region.equals(region)) {
            return Optional.of(writer).filter(node -> node.state() != Node.State.DOWN);
        }
        List<Node> candidates = topology.in(region);
        return candidates.stream().filter(Node::running).findFirst();
    }
}
