/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes the queue's tables in the lab's regions a Global Table: what is written or deleted in one is, a moment later, in
 * the other; of two changes of one item the later wins. It goes past the relays, but not to a region that they close. It
 * reads while it is paused too: when it learns of a change is all it knows of its time.
 */
final class Replicator implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PLENTY = 1000;

    private final List<RegionFeed> feeds;
    private final Changes changes;
    private final Thread thread = Relay.daemon("queue-replicator", this::run);
    private volatile boolean paused;
    private volatile boolean over;

    /** Of regions that have their tables. */
    Replicator(Collection<QueueRegion> regions) {
        feeds = regions.stream().map(RegionFeed::new).toList();
        changes = new Changes(regions.stream().map(region -> region.name).toList());
    }

    Replicator start() {
        thread.start();
        return this;
    }

    void pause(boolean pause) {
        paused = pause;
    }

    boolean paused() {
        return paused;
    }

    private void run() {
        while (!over) {
            try {
                round();
            } catch (SdkException | LabException e) {
                // nothing is forgotten: the next round tries again
                rest();
            }
        }
    }

    private void round() {
        int read = 0;
        for (RegionFeed feed : feeds) {
            read += feed.read(changes);
        }
        if (!changes.none() && !paused && feeds.stream().allMatch(feed -> feed.region.reachable())) {
            write(changes.due());
            changes.done();
        }
        // the more there is at once, the fewer requests
        if (read < PLENTY) {
            rest();
        }
    }

    private void write(List<Changes.Write> writes) {
        for (RegionFeed feed : feeds) {
            feed.lookAgain();
            feed.region.write(writes.stream()
                    .filter(write -> write.region().equals(feed.region.name))
                    .toList());
        }
    }

    private void rest() {
        try {
            Await.pass(PAUSE);
        } catch (LabInterruptedException end) {
            over = true;
        }
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
    }
}
