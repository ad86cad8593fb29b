/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many attempts may be under way in a region at once. After a flush only few: all connections are new then, and the waiting calls
 * would log in together at a writer that has just been promoted. The first connections serve everybody at once instead, and
 * others are made as calls succeed, up to the size of the pool. Who waits for a place is served in turn.
 */
final class SlowStart {

    /** Attempts at once to begin with. */
    static final int FEW = 3;

    /** So many successes let one more in: a quarter more with each round, as each login takes time from those who are served. */
    static final int EARNED_BY = 4;

    /** A fair semaphore whose permits can be taken away while they are used. */
    private static final class Places extends Semaphore {

        private static final long serialVersionUID = 1;

        private Places() {
            super(FEW, true);
        }

        private void remove(int places) {
            reducePermits(places);
        }
    }

    private final Places places = new Places();
    private int open = FEW;
    private int successes;

    /** Waits for a place, for up to that many nanoseconds. @return whether there was one; it is to be left */
    boolean enter(long nanos) throws InterruptedException {
        return places.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    void leave() {
        places.release();
    }

    /** An attempt succeeded. @param most attempts at once: more than the pool has connections would wait there */
    synchronized void succeeded(int most) {
        if (open < most && ++successes >= EARNED_BY) {
            successes = 0;
            open++;
            places.release();
        }
    }

    /** The connections are gone. */
    synchronized void restart() {
        places.remove(open - FEW);
        open = FEW;
        successes = 0;
    }
}
