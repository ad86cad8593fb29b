/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;

/** The faults of a writer that runs and answers, but takes no rows or no connections. */
final class ServerFaults {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Topology topology;

    ServerFaults(Topology topology) {
        this.topology = topology;
    }

    void readOnly() {
        make(ServerFault.READ_ONLY, topology.runningWriter());
    }

    void diskFull() {
        Node writer = topology.runningWriter();
        DiskFull.prepare(writer);
        make(ServerFault.DISK_FULL, writer);
    }

    void writable() {
        end(ServerFault.READ_ONLY);
    }

    void diskFree() {
        end(ServerFault.DISK_FULL);
        if (topology.writer().running()) {
            DiskFull.remove(topology.writer());
        }
    }

    void heal() {
        writable();
        diskFree();
    }

    private static void make(ServerFault fault, Node writer) {
        apply(fault, writer, true);
    }

    private void end(ServerFault fault) {
        topology.nodes().stream().filter(node -> node.has(fault)).forEach(node -> apply(fault, node, false));
    }

    /** Comes back when a session that was there before has noticed: then so have all. */
    private static void apply(ServerFault fault, Node node, boolean on) {
        if (!node.running()) {
            node.set(fault, on);
            return;
        }
        try (Session session = node.session()) {
            node.set(fault, on);
            String value = "select coalesce(current_setting('" + fault.setting + "', true), '') = 'on'";
            Await.until(node + " has read its configuration", LIMIT, () -> session.is(value) == on);
        }
    }
}
