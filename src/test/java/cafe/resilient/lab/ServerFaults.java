/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;

/** The faults of a writer that runs and answers, but takes no rows or no connections. */
final class ServerFaults implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Topology topology;
    private final String password;
    private boolean triggersThere;
    private IdleSessions idle;

    /** @param password of the application's role */
    ServerFaults(Topology topology, String password) {
        this.topology = topology;
        this.password = password;
    }

    void readOnly() {
        set(ServerFault.READ_ONLY, topology.runningWriter(), true);
    }

    void writable() {
        end(ServerFault.READ_ONLY);
    }

    void diskFull() {
        Node writer = topology.runningWriter();
        DiskFull.prepare(writer);
        triggersThere = true;
        set(ServerFault.DISK_FULL, writer, true);
    }

    /** The triggers of a writer that does not run stay, without effect, until the next time. */
    void diskFree() {
        end(ServerFault.DISK_FULL);
        if (triggersThere && topology.writer().running()) {
            DiskFull.remove(topology.writer());
            triggersThere = false;
        }
    }

    void fillConnections(boolean evict) {
        if (idle != null) {
            throw new LabException("The connections are filled already: free-connections first.");
        }
        Node writer = topology.runningWriter();
        idle = new IdleSessions(writer, password);
        writer.set(ServerFault.FILL_CONNECTIONS, true);
        idle.take(evict);
    }

    void freeConnections() {
        end(ServerFault.FILL_CONNECTIONS);
        if (idle != null) {
            idle.close();
            idle = null;
        }
    }

    void heal() {
        freeConnections();
        writable();
        diskFree();
    }

    private void end(ServerFault fault) {
        topology.nodes().stream().filter(node -> node.has(fault)).forEach(node -> set(fault, node, false));
    }

    /** Comes back when a session that was there before has noticed: then so have all. */
    private static void set(ServerFault fault, Node node, boolean on) {
        if (fault.setting == null || !node.running()) {
            node.set(fault, on);
            return;
        }
        try (Session session = node.session()) {
            node.set(fault, on);
            String value = "select coalesce(current_setting('" + fault.setting + "', true), '') = 'on'";
            Await.until(node + " has read its configuration", LIMIT, () -> session.is(value) == on);
        }
    }

    /** For the end of the lab: nothing is left that asks for connections. */
    @Override
    public void close() {
        freeConnections();
    }
}
