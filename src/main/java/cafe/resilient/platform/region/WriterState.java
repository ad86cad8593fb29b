/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import cafe.resilient.platform.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The proved writer, and where calls wait for the next proof. All fields are guarded by {@code this}. */
final class WriterState {

    /** A writer that has been proved for so long has come back for good: flapping does not restart the outage's clock. */
    private static final Duration BACK_FOR_GOOD = Duration.ofSeconds(1);

    /** Null if there is none. */
    private String region;

    /** When the newest proof began, on the monotonic clock. */
    private long provedSince = System.nanoTime();

    /** When the writer there is was found. */
    private long foundAt = provedSince;

    /** When each region was lost that was: what was asked before does not bring it back. */
    private final Map<String, Long> lostSince = new HashMap<>();

    /** A proof must have begun then or later to end the doubt. */
    private long doubtSince = provedSince;

    /** When a call last succeeded. */
    private long tookAt = provedSince - Duration.ofDays(1).toNanos();

    /** Whether something has failed since a writer was proved for {@link #BACK_FOR_GOOD}; and since when. */
    private boolean outage = true;

    private long outageSince = provedSince;

    /** The first proof after the newest failure; 0 if there is none. */
    private long heldSince;

    synchronized Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /**
     * A write that began at that time was committed in the region. A writer that is not lost is not replaced by
     * another: of two that commit, calls stay with the one they are with.
     *
     * @return whether this is news: the first proof after a loss
     */
    synchronized boolean prove(String proved, long since) {
        boolean other = region != null && !region.equals(proved);
        boolean stale = region == null && since - lostSince.getOrDefault(proved, since) < 0;
        if (other || stale) {
            return false;
        }
        boolean news = region == null;
        if (news) {
            foundAt = System.nanoTime();
        }
        region = proved;
        provedSince = news ? since : Math.max(provedSince, since);
        hold(since);
        notifyAll();
        return news;
    }

    /**
     * A question put to the region at that time was not answered as a writer would. It is no loss if something was
     * proved by a question put later: a socket of the time before a failover may fail long after it.
     *
     * @return whether this is news: the region was thought to have the writer
     */
    synchronized boolean lose(String lost, long since) {
        boolean news = lost.equals(region) && provedSince - since <= 0;
        if (news) {
            region = null;
            long now = System.nanoTime();
            lostSince.put(lost, now);
            fail(now);
            notifyAll(); // who waited in doubt waits in an outage now, perhaps no longer
        }
        return news;
    }

    /**
     * Raises doubt unless something was proved since that time. A proof that began then or later ends it: a question that was merely
     * slow ends the doubt that its own silence raised.
     *
     * @param hard whether a connection ended or hangs. Else it was a lock, a full pool, a busy server: that is no outage while
     *     other calls succeed, or one such fault a second would make everybody impatient with a failover
     * @return whether this is news: there was no doubt before
     */
    synchronized boolean doubt(long since, boolean hard) {
        if (provedSince - since > 0) {
            return false;
        }
        boolean news = !inDoubt();
        doubtSince = Math.max(doubtSince, since); // each fault moves it on: its call waits for a proof as young as that
        long now = System.nanoTime();
        if (hard || now - tookAt > BACK_FOR_GOOD.toNanos()) {
            fail(now);
        }
        return news;
    }

    /** A call has just succeeded. */
    synchronized void took() {
        tookAt = System.nanoTime();
    }

    /** Whether a call succeeded after that time. */
    synchronized boolean tookSince(long time) {
        return tookAt - time > 0;
    }

    private void fail(long now) {
        if (!outage) {
            outage = true;
            outageSince = now;
        }
        heldSince = 0;
    }

    private void hold(long since) {
        if (heldSince == 0) {
            heldSince = since;
        } else if (since - heldSince >= BACK_FOR_GOOD.toNanos()) {
            outage = false;
        }
    }

    /** When the outage began; empty if there is none. */
    synchronized OptionalLong outageSince() {
        return outage ? OptionalLong.of(outageSince) : OptionalLong.empty();
    }

    /** Whether there is no writer, or nothing was proved since doubt was raised. */
    synchronized boolean inDoubt() {
        return region == null || provedSince - doubtSince < 0;
    }

    /** Whether the region has been the writer's from that time on, so that calls may have gone there since. */
    synchronized boolean isHeld(String region, long since) {
        return region.equals(this.region) && since - foundAt >= 0;
    }

    /** A proof that began at that time or later ends the doubt there is now. */
    synchronized long doubtSince() {
        return doubtSince;
    }

    /** The region, if its newest proof began at that time or later. */
    synchronized Optional<String> region(long since) {
        return Optional.ofNullable(region).filter(r -> provedSince - since >= 0);
    }

    /**
     * Waits for a proof that began at that time or later.
     *
     * @param inDoubt how long, while there is a writer of which only the newest proof is missing
     * @param inOutage how long, while there is none
     * @return empty if no proof comes in time
     */
    synchronized Optional<String> await(long since, Deadline inDoubt, Deadline inOutage) throws InterruptedException {
        while (region == null || provedSince - since < 0) {
            long left = (region == null ? inOutage : inDoubt).left();
            if (left <= 0) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return Optional.of(region);
    }
}
