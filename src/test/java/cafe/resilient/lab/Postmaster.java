/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.List;

/** The processes of one server: a postmaster, which is a child of ours driven by signals, and its backends. */
final class Postmaster {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private Process process;

    synchronized void started(Process postmaster) {
        process = postmaster;
    }

    boolean alive() {
        return process != null && Processes.alive(process.pid());
    }

    boolean frozen() {
        return process != null && Processes.frozen(process.pid());
    }

    /** Power off: all die at once, frozen or not. */
    synchronized void kill() {
        if (alive()) {
            Processes.killTree(process.pid());
        }
    }

    /**
     * Tells the postmaster to stop and comes back when all are gone.
     *
     * @param signal INT: fast, QUIT: immediately
     * @throws LabException when some are still there after 30 s
     */
    synchronized void stop(String signal) {
        List<Long> all = Processes.withDescendants(process.pid());
        tell(signal);
        Processes.awaitDead(all, STOP_LIMIT);
    }

    /** The postmaster first, so that it starts no more while the others are counted. */
    synchronized void freeze() {
        tell("STOP");
        Processes.signal("STOP", Processes.withDescendants(process.pid()));
    }

    synchronized void thaw() {
        Processes.signal("CONT", Processes.withDescendants(process.pid()));
    }

    void tell(String signal) {
        Processes.signal(signal, List.of(process.pid()));
    }
}
