/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is who: the nodes, the one writer, and the standby its commits wait for. The nodes stream in a chain: the writer,
 * its zone's neighbour, then the other region. A region fed by the writer itself could be ahead of the synchronous
 * standby, and diverge when that is promoted.
 */
final class Topology {
    private final List<Node> nodes;
    private volatile Node writer;
    private volatile Node synchronous;

    Topology(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
        writer = nodes.get(0);
    }

    List<Node> nodes() {
        return nodes;
    }

    List<String> regions() {
        return nodes.stream().map(node -> node.region).distinct().toList();
    }

    List<Node> in(String region) {
        List<Node> found =
                nodes.stream().filter(node -> node.region.equals(region)).toList();
        if (found.isEmpty()) {
            throw new LabException(
                    "There is no region " + region + ": the regions are " + String.join(", ", regions()) + ".");
        }
        return found;
    }

    Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new LabException("There is no node " + name + ": the nodes are "
                        + String.join(", ", nodes.stream().map(Node::toString).toList()) + "."));
    }

    /** The last one promoted, whatever became of it. */
    Node writer() {
        return writer;
    }

    /** @throws LabException when it is frozen or down, saying what to do */
    Node runningWriter() {
        Node.State state = writer.state();
        if (state == Node.State.FROZEN) {
            throw new LabException("The writer " + writer + " is frozen: thaw it first.");
        } else if (state != Node.State.RUNNING) {
            throw new LabException("There is no writer, " + writer + " is down: restore first.");
        }
        return writer;
    }

    /** The standby that the writer's commits wait for; empty while they wait for none. */
    Optional<Node> synchronous() {
        return Optional.ofNullable(synchronous);
    }

    void commitsWaitFor(Node standby) {
        synchronous = standby;
    }

    /** The other zone of the node's region. */
    Optional<Node> neighbour(Node node) {
        return in(node.region).stream().filter(other -> other != node).findFirst();
    }

    /** The writer, then each node after the one it streams from. */
    List<Node> chain() {
        Stream<Node> sameRegion = in(writer.region).stream().filter(node -> node != writer);
        Stream<Node> others = nodes.stream().filter(node -> !node.region.equals(writer.region));
        List<Node> chain = new ArrayList<>(List.of(writer));
        chain.addAll(Stream.concat(sameRegion, others).toList());
        return chain;
    }

    /** The node of another region that is promoted when the writer's is lost: the nearest in the chain. */
    Node survivor() {
        return chain().stream()
                .filter(node -> !node.region.equals(writer.region))
                .findFirst()
                .orElseThrow();
    }

    /** A new writer: who was not following it, and did not hand over cleanly, has gone another way. */
    void promoted(Node promoted) {
        for (Node node : nodes) {
            boolean follows = node != writer && node.running();
            if (node != promoted && !follows && !node.stoppedCleanly()) {
                node.becameStale();
            }
        }
        writer = promoted;
        synchronous = null;
    }
}
