/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.pool.Pools;
import java.sql.SQLException;

/**
 * One try of a call in one region, bound to the thread that makes it. A region is chosen before the transaction
 * begins and does not change within it: two regions never meet in one transaction.
 *
 * @param region where this attempt goes
 * @param generation of the region's pool, as it was when the attempt began
 * @param journey what happened to the command up to this attempt, the attempt included
 * @param deadline by which it has ended, hangs included
 */
public record Attempt(String region, long generation, Journey journey, Deadline deadline) {

    /** Of the standard; neither PostgreSQL nor pgjdbc ever says so. */
    private static final String RESOLUTION_UNKNOWN = "08007";

    private static final ThreadLocal<Attempt> CURRENT = new ThreadLocal<>();

    /** Work that may fail in any way. */
    @FunctionalInterface
    public interface Work {
        Object run() throws Exception;
    }

    /** The attempt this thread is in. @throws IllegalStateException outside of one */
    public static Attempt current() {
        Attempt attempt = CURRENT.get();
        if (attempt == null) {
            throw new IllegalStateException("No region is chosen: call the data store through a @Resilient bean");
        }
        return attempt;
    }

    /**
     * Runs the work as this attempt.
     *
     * @param pools where its generation is from
     * @throws SQLException 08007 if it seems to have succeeded, but its pool was flushed meanwhile
     * @throws IllegalStateException if the thread is in another attempt already
     */
    public Object run(Pools pools, Work work) throws Exception {
        if (CURRENT.get() != null) {
            throw new IllegalStateException("A @Resilient bean was called from within an attempt of another");
        }
        CURRENT.set(this);
        try {
            Object answer = work.run();
            if (!pools.isWhole(region, generation)) {
                throw new SQLException("The pool of region " + region + " was flushed meanwhile", RESOLUTION_UNKNOWN);
            }
            return answer;
        } finally {
            CURRENT.remove();
        }
    }
}
