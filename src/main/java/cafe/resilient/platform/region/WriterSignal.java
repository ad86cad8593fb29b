/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import cafe.resilient.platform.Deadline;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What is proved of the writer, and where calls wait for the next proof. */
final class WriterSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition proof = lock.newCondition();

    /** Null if there is none; guarded by the lock, as the time is. */
    private String region;

    /** When the newest proof began, on the monotonic clock. */
    private long provedSince = System.nanoTime();

    /** The region that was lost last, and when: what was asked before does not bring it back. */
    private String lost;

    private long lostSince;

    /** A proof must have begun then or later to end the doubt. */
    private long doubtSince = provedSince;

    Optional<String> region() {
        lock.lock();
        try {
            return Optional.ofNullable(region);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A write that began at that time was committed in the region. A writer that is not lost is not replaced by
     * another: of two that commit, calls stay with the one they are with.
     *
     * @return whether this is news: the first proof after a loss
     */
    boolean prove(String proved, long since) {
        lock.lock();
        try {
            boolean other = region != null && !region.equals(proved);
            boolean stale = region == null && proved.equals(lost) && since - lostSince < 0;
            if (other || stale) {
                return false;
            }
            boolean news = region == null;
            region = proved;
            provedSince = Math.max(provedSince, since);
            proof.signalAll();
            return news;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A question put to the region at that time was not answered as a writer would. It is no loss if something was
     * proved by a question put later: a socket of the time before a failover may fail long after it.
     *
     * @return whether this is news: the region was thought to have the writer
     */
    boolean lose(String lost, long since) {
        lock.lock();
        try {
            boolean news = lost.equals(region) && provedSince - since <= 0;
            if (news) {
                region = null;
                this.lost = lost;
                lostSince = System.nanoTime();
            }
            return news;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Raises doubt unless something was proved since that time.
     *
     * @return whether this is news: there was no doubt before
     */
    boolean doubt(long since) {
        lock.lock();
        try {
            if (provedSince - since > 0) {
                return false;
            }
            boolean news = !inDoubt();
            doubtSince = System.nanoTime(); // each fault moves it on: its call waits for a proof as young as that
            return news;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is no writer, or nothing was proved since doubt was raised. */
    boolean inDoubt() {
        lock.lock();
        try {
            return region == null || provedSince - doubtSince < 0;
        } finally {
            lock.unlock();
        }
    }

    /** A proof that began at that time or later ends the doubt there is now. */
    long doubtSince() {
        lock.lock();
        try {
            return doubtSince;
        } finally {
            lock.unlock();
        }
    }

    /** The region, if its newest proof began at that time or later. */
    Optional<String> region(long since) {
        lock.lock();
        try {
            return Optional.ofNullable(region).filter(r -> provedSince - since >= 0);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a proof that began at that time or later; empty if none comes before the deadline. */
    Optional<String> await(long since, Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (region == null || provedSince - since < 0) {
                long left = deadline.left();
                if (left <= 0) {
                    return Optional.empty();
                }
                proof.await(left, TimeUnit.NANOSECONDS);
            }
            return Optional.of(region);
        } finally {
            lock.unlock();
        }
    }
}
