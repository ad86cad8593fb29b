/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One relay a region, and where it ought to lead. */
final class Endpoints {
    private final Map<String, Relay> relays;

    Endpoints(Map<String, Relay> relays) {
        this.relays = relays;
    }

    Relay of(String region) {
        Relay relay = relays.get(region);
        if (relay == null) {
            throw new LabException(
                    "There is no region " + region + ": the regions are " + String.join(", ", relays.keySet()) + ".");
        }
        return relay;
    }

    Collection<Relay> all() {
        return relays.values();
    }

    /**
     * Leads each region to its writer, frozen or not; a region without one to a standby that runs, read-only, as a
     * secondary cluster is; a region with nothing that runs to nowhere.
     */
    void settle(Topology topology) {
        for (String region : topology.regions()) {
            Optional<Node> node = rightful(topology, region);
            node.ifPresentOrElse(to -> of(region).leadTo(to.port), of(region)::refuse);
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
