/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The copy of one call's command in the queue, beside its waiting: planned, under way, kept, or never to be. */
final class QueueCopy {

    /** Names the call in the copy, so that no other takes it back. */
    final UUID call = UUID.randomUUID();

    private boolean planned;
    private boolean forbidden;

    private volatile boolean unknown;

    /** Whether a put before the one that is under way may have been done. */
    private boolean unknownBefore;

    /** The queue's region that has it; null while none is known to. */
    private volatile String keptIn;

    /** Done when none is under way. */
    private volatile CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);

    /** @return whether it was not planned before */
    synchronized boolean plan() {
        boolean first = !planned;
        planned = true;
        return first;
    }

    /** None begins any more. */
    synchronized void forbid() {
        forbidden = true;
    }

    /** @return whether it may be put; from now on it may be there */
    synchronized boolean begin() {
        if (!forbidden) {
            unknownBefore = unknown;
            unknown = true;
            ended = new CompletableFuture<>();
        }
        return !forbidden;
    }

    /** @param only false if it may be in another region of the queue, too */
    void kept(String region, boolean only) {
        keptIn = region;
        unknown = unknownBefore || !only;
    }

    void notKept() {
        unknown = unknownBefore;
    }

    /** It is over; what was not said before stays unknown. */
    void end() {
        ended.complete(null);
    }

    /** Waits for a copy under way, if there is one: a second put of the same command would only be later. */
    void await(Duration most) {
        try {
            ended.get(Math.max(0, most.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // it stays unknown
        }
    }

    boolean isKept() {
        return keptIn != null;
    }

    /** The queue's region that has it; empty while none is known to. */
    Optional<String> keptIn() {
        return Optional.ofNullable(keptIn);
    }

    /** Whether it may be in a region of the queue of which nobody knows that. */
    boolean isUnknown() {
        return unknown;
    }
}
