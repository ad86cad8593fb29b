/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.time.Duration;
import java.util.concurrent.Callable;

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

    /** With less time none is begun: with a new connection one takes up to 30 ms (measured on two busy cores). */
    public static final Duration SHORTEST = Duration.ofMillis(100);

    private static final ThreadLocal<Running> CURRENT = new ThreadLocal<>();

    private static final class Running {
        private final Attempt attempt;
        private boolean destroyed;
        private boolean unreplicated;
        private boolean wrote;

        private Running(Attempt attempt) {
            this.attempt = attempt;
        }
    }

    /** The attempt this thread is in. @throws IllegalStateException outside of one */
    public static Attempt current() {
        Running running = CURRENT.get();
        if (running == null) {
            throw new IllegalStateException("No region is chosen: call the data store through a @Resilient bean");
        }
        return running.attempt;
    }

    /** Its connection was taken from the attempt this thread is in, if it is in one, before it gave it back. */
    public static void connectionDestroyed() {
        Running running = CURRENT.get();
        if (running != null) {
            running.destroyed = true;
        }
    }

    /** What it committed is on this server alone, if this thread is in an attempt. */
    public static void notReplicated() {
        Running running = CURRENT.get();
        if (running != null) {
            running.unreplicated = true;
        }
    }

    /** The attempt this thread is in has changed a row. */
    public static void wrote() {
        CURRENT.get().wrote = true;
    }

    /** Runs the work as this attempt. @see #run(Callable, Runnable) */
    public Object run(Callable<?> work) throws Exception {
        return run(work, () -> {});
    }

    /**
     * Runs the work as this attempt.
     *
     * @param committed called if it committed a write
     * @throws ConnectionDestroyedException if it seems to have succeeded, but that cannot be believed
     * @throws NotReplicatedException if it was committed on this server alone
     * @throws IllegalStateException if the thread is in another attempt already
     */
    public Object run(Callable<?> work, Runnable committed) throws Exception {
        if (CURRENT.get() != null) {
            throw new IllegalStateException("A @Resilient bean was called from within an attempt of another");
        }
        Running running = new Running(this);
        CURRENT.set(running);
        try {
            Object answer = work.call();
            if (running.destroyed) {
                throw new ConnectionDestroyedException(region);
            }
            if (running.unreplicated) {
                throw new NotReplicatedException(region);
            }
            if (running.wrote) {
                committed.run();
            }
            return answer;
        } finally {
            CURRENT.remove();
        }
    }
}
