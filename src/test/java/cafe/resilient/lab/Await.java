/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The one place that waits: for a condition, under one deadline, looking every few milliseconds. */
final class Await {
    private static final long PAUSE_NANOS = 2_000_000;

    private Await() {}

    interface Condition {
        boolean holds();
    }

    /**
     * Waits until the condition holds. A condition that throws a LabException does not hold yet.
     *
     * @param what names what is waited for, for the sentence of the failure
     * @throws LabException when it does not hold in time or the thread is interrupted
     */
    static void until(String what, Duration limit, Condition condition) {
        if (!within(limit, condition)) {
            throw new LabException("Waited " + limit.toMillis() + " ms in vain until " + what + ".");
        }
    }

    /** As {@link #until}, but answers false when the time is over. */
    static boolean within(Duration limit, Condition condition) {
        long start = System.nanoTime();
        do {
            if (holds(condition)) {
                return true;
            }
            pause(PAUSE_NANOS);
        } while (System.nanoTime() - start < limit.toNanos());
        return holds(condition);
    }

    /** Lets a fault last as long as it was asked to. */
    static void pass(Duration time) {
        long start = System.nanoTime();
        long left;
        while ((left = time.toNanos() - (System.nanoTime() - start)) > 0) {
            pause(left);
        }
    }

    /** A short rest between two tries of a caller that has its own end. */
    static void rest() {
        pause(PAUSE_NANOS / 2);
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (LabException notYet) {
            return false;
        }
    }

    private static void pause(long nanos) {
        LockSupport.parkNanos(nanos);
        if (Thread.currentThread().isInterrupted()) {
            throw new LabInterruptedException();
        }
    }
}
