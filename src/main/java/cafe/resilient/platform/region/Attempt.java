/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey;

/**
 * One try of a call in one region, bound to the thread that makes it. A region is chosen before the transaction
 * begins and does not change within it: two regions never meet in one transaction.
 *
 * @param region where this attempt goes
 * @param journey what happened to the command up to this attempt, the attempt included
 * @param deadline by which it has ended, hangs included
 */
public record Attempt(String region, Journey journey, Deadline deadline) {

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

    /** Runs the work as this attempt. @throws IllegalStateException if the thread is in another attempt already */
    public Object run(Work work) throws Exception {
        if (CURRENT.get() != null) {
            throw new IllegalStateException("A @Resilient bean was called from within an attempt of another");
        }
        CURRENT.set(this);
        try {
            return work.run();
        } finally {
            CURRENT.remove();
        }
    }
}
