/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.List;

/** Brings the nodes back into the chain behind the writer, and its zone's neighbour back in sync. */
final class Arrangement {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Topology topology;
    private final Endpoints endpoints;

    Arrangement(Topology topology, Endpoints endpoints) {
        this.topology = topology;
        this.endpoints = endpoints;
    }

    /** Comes back when every node streams and the synchronous standby is one. */
    void rejoin() {
        Node writer = topology.runningWriter();
        topology.synchronous()
                .filter(standby -> !standby.running() || !Replication.synchronous(writer, standby))
                .ifPresent(gone -> degrade());
        List<Node> chain = topology.chain();
        for (int i = 1; i < chain.size(); i++) {
            bring(chain.get(i), chain.get(i - 1), writer);
        }
        topology.neighbour(writer).ifPresent(standby -> commitsWaitFor(writer, standby));
        endpoints.settle(topology);
    }

    /** Commits of the writer wait for no standby any more. Never for a writer whose standby was promoted. */
    void degrade() {
        topology.writer().waitingFor(null).reload();
        topology.commitsWaitFor(null);
    }

    /** A node that may only have missed something gets the chance to catch up; one that went another way is copied. */
    private void bring(Node node, Node upstream, Node writer) {
        boolean mayCatchUp = node.running() || node.stoppedCleanly() && !node.stale();
        if (mayCatchUp && catchesUp(node, upstream, writer)) {
            return;
        }
        node.copyRunning(writer);
        node.asStandbyOf(upstream).start();
        node.awaitReady();
        Await.until(node + " streams from " + upstream, LIMIT, () -> Replication.streams(node, upstream, writer));
    }

    private static boolean catchesUp(Node node, Node upstream, Node writer) {
        node.asStandbyOf(upstream);
        if (node.running()) {
            node.reload();
        } else {
            node.start();
            node.awaitReady();
        }
        return Await.within(PATIENCE, () -> Replication.streams(node, upstream, writer));
    }

    private void commitsWaitFor(Node writer, Node standby) {
        writer.waitingFor(standby).reload();
        Await.until(standby + " is in sync", LIMIT, () -> Replication.synchronous(writer, standby));
        topology.commitsWaitFor(standby);
    }
}
