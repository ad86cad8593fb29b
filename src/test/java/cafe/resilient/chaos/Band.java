/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import java.util.Set;

/**
 * A fault as it was.
 *
 * @param track of the schedule
 * @param touches what it takes away, or may
 * @param from when it began, in microseconds since the run began
 * @param to when what it touches was there again
 * @param said what the lab said of it, or why it refused
 */
record Band(String name, Track track, Set<Touch> touches, long from, long to, String said) {

    /** Faults of one track come one after the other; those of different tracks overlap. */
    enum Track {
        DATABASE,
        NETWORK,
        QUEUE,
        SERVER,
        SCHEMA
    }

    /** What a customer may miss. */
    enum Touch {
        DATABASE,
        /** All regions of the queue. */
        QUEUE,
        SERVER,
        /** All are there, but slow: a server that has just started, a network that delays or keeps one waiting for an answer. */
        SPEED,
        /** The writer is there, and a table of it takes nothing: what would go there is queued at once. */
        SCHEMA,
        /** All are there, but what was said must be said again, at once. */
        AGAIN
    }

    /**
     * Until when it may be felt. A cut tells nobody, also if it was soon led around: connections through it stay silent
     * until the monitor finds that out, for which it has a second (seed 20).
     */
    long felt() {
        return cutsOff(name) ? Math.max(to, from + 1_000_000) : to;
    }

    /** Whether nobody gets through any more; a reset is over at once. */
    static boolean cutsOff(String name) {
        return name.startsWith("cut") && !name.contains("--reset");
    }

    /** Whether the lab did it: it refuses what is not possible in its present state. */
    boolean happened() {
        return !said.startsWith("refused");
    }
}
