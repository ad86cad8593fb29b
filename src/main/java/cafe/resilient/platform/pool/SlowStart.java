/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many calls may be under way in a region at once. After a flush only few: all connections are new then, and the waiting calls
 * would log in together at a writer that has just been promoted. The first connections serve everybody at once instead, and
 * others are made as calls are answered or wait for long, up to the size of the pool. Calls that wait for a permit are served in turn.
 */
final class SlowStart {

    /** Calls at once to begin with. */
    static final int FIRST_PERMITS = 3;

    /** So many answers let one more in: a quarter more with each round, as each login takes time from those who are served. */
    static final int EARNED_BY = 4;

    /** Nanoseconds; who has waited for so long lets one more in. */
    private static final long STEP = 100_000_000;

    /** More than ever wait. */
    private static final int ALL = 1_000_000;

    /** Whose turn it is; who waits for it stands in line. */
    private final ReentrantLock turn = new ReentrantLock(true);

    /** Of this pool's generation: attempts that still hold connections of an earlier one take no permit of it. */
    private Semaphore permits = new Semaphore(FIRST_PERMITS);

    private int open = FIRST_PERMITS;
    private int answers;
    private long openedAt = System.nanoTime();

    /**
     * Waits for a permit.
     *
     * @param nanos how long at most
     * @param most calls at once: more than the pool has connections would wait there
     * @return the permit, to be released; null if there was none
     */
    AttemptPermit enter(long nanos, int most) throws InterruptedException {
        Semaphore free = permits();
        if (!turn.isLocked() && free.tryAcquire() && free == permits()) {
            return new AttemptPermit(free);
        }
        long end = System.nanoTime() + nanos;
        if (!turn.tryLock(Math.max(0, nanos), TimeUnit.NANOSECONDS)) {
            return null;
        }
        try {
            return enterNext(end, most);
        } finally {
            turn.unlock();
        }
    }

    private AttemptPermit enterNext(long end, int most) throws InterruptedException {
        while (true) {
            Semaphore entered = permits();
            long left = Math.max(0, end - System.nanoTime());
            boolean acquired = entered.tryAcquire(Math.min(left, STEP), TimeUnit.NANOSECONDS);
            if (acquired && entered == permits()) {
                return new AttemptPermit(entered);
            }
            if (!acquired && left <= STEP) {
                return null;
            }
            if (!acquired) {
                openForWaiting(most);
            }
        }
    }

    /** Those inside may wait for a lock, or hang: they are not to keep everybody out. */
    private synchronized void openForWaiting(int most) {
        if (open < most && System.nanoTime() - openedAt >= STEP) {
            open();
        }
    }

    private void open() {
        openedAt = System.nanoTime();
        open++;
        permits.release();
    }

    private synchronized Semaphore permits() {
        return permits;
    }

    /** A call was answered. @param most calls at once: more than the pool has connections would wait there */
    synchronized void answered(int most) {
        if (open < most && ++answers >= EARNED_BY) {
            answers = 0;
            open();
        }
    }

    /** The connections are going. */
    synchronized void restart() {
        Semaphore before = permits;
        permits = new Semaphore(FIRST_PERMITS);
        open = FIRST_PERMITS;
        openedAt = System.nanoTime();
        answers = 0;
        before.release(ALL); // who waits there is to look again
    }
}
