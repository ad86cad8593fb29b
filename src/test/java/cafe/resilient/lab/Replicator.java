/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes each table that is in all of the lab's regions a Global Table: what is written or deleted in one is, a moment later, in
 * the other; of two changes of one item the later wins. It goes past the relays, but not to a region that they close. It
 * reads while it is paused too: when it learns of a change is all it knows of its time.
 */
final class Replicator implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** What a Global Table takes, usually. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /**
     * It rests so many times as long as it read: DynamoDB Local looks through all that ever happened for each page of a
     * stream (19 ms of a processor after 44,000 changes, measured), and lets the application's requests wait meanwhile.
     */
    private static final int REST = 9;

    private static final int PLENTY = 1000;

    private final List<RegionFeed> feeds;
    private final Changes changes;
    private final Thread thread = Relay.daemon("queue-replicator", this::run);
    private volatile boolean paused;
    private volatile boolean over;
    private String said = "";
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int answered;

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

    /** Waits until all that is written now is in every region. */
    void awaitDone(Duration limit) {
        int question = asked.incrementAndGet();
        Await.until("the queue's regions are equal", limit, () -> answered >= question);
    }

    private void run() {
        while (!over) {
            try {
                round();
            } catch (SdkException | LabException e) {
                // nothing is forgotten: the next round tries again
                say(e);
                rest(PAUSE);
            }
        }
    }

    private void round() {
        int question = asked.get();
        if (question != answered) {
            feeds.forEach(RegionFeed::lookAgain);
        }
        long begun = System.nanoTime();
        Set<String> everywhere = new TreeSet<>(feeds.get(0).tables());
        feeds.forEach(feed -> everywhere.retainAll(feed.tables()));
        int read = 0;
        for (RegionFeed feed : feeds) {
            read += feed.read(everywhere, changes);
        }
        Duration cost = Duration.ofNanos(System.nanoTime() - begun);
        if (!changes.none() && !paused && feeds.stream().allMatch(feed -> feed.region.reachable())) {
            write(changes.due());
            changes.done();
        }
        if (read == 0 && changes.none()) {
            answered = question;
        }
        // the more there is at once, the fewer requests
        if (read < PLENTY) {
            rest(cost.multipliedBy(REST));
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

    /** Once for a trouble that lasts. */
    private void say(RuntimeException e) {
        String sentence = "The queue's replication does not get on: " + e.getMessage();
        if (!over && !sentence.equals(said)) {
            System.err.println(sentence);
        }
        said = sentence;
    }

    private void rest(Duration time) {
        Duration least = time.compareTo(PAUSE) < 0 ? PAUSE : time;
        try {
            Await.pass(least.compareTo(LONGEST_PAUSE) < 0 ? least : LONGEST_PAUSE);
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
