/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/**
 * What happens in one region of the queue. Looking costs DynamoDB Local something, so it looks when the relay has seen a
 * write, or the replicator made one; and now and then, as the relay does not see one whose client had gone.
 */
final class RegionFeed {
    private static final Duration ANYWAY = Duration.ofSeconds(1);

    final QueueRegion region;

    /** By the name of its table. */
    private final Map<String, ChangeFeed> feeds = new HashMap<>();

    private long listedAt = System.nanoTime() - ANYWAY.toNanos();
    private long writesSeen = -1;
    private long readAt;

    RegionFeed(QueueRegion region) {
        this.region = region;
    }

    /** The tables that are there; one that is made later is seen within a second. */
    Set<String> tables() {
        if (System.nanoTime() - listedAt >= ANYWAY.toNanos()) {
            listedAt = System.nanoTime();
            List<ChangeFeed> now = region.feeds();
            Set<String> streams = now.stream().map(feed -> feed.stream).collect(toSet());
            feeds.values().removeIf(feed -> !streams.contains(feed.stream));
            now.forEach(feed -> feeds.putIfAbsent(feed.table, feed));
        }
        return feeds.keySet();
    }

    /** Answers how much it read of these tables: all there was, if there is reason to look. */
    int read(Set<String> tables, Changes changes) {
        long writes = region.writes();
        long now = System.nanoTime();
        if (writes == writesSeen && now - readAt < ANYWAY.toNanos()) {
            return 0;
        }
        int count = 0;
        for (String table : tables) {
            count += feeds.get(table).read(record -> read(table, record.dynamodb(), changes));
        }
        changes.readAll(region.name);
        writesSeen = writes;
        readAt = now;
        return count;
    }

    /** A record of a deletion has no new image. */
    private void read(String table, StreamRecord record, Changes changes) {
        changes.read(region.name, new Changes.Item(table, record.keys()), record.newImage());
    }

    /** To be called before the replicator writes there: what it writes is to be read before it writes again. */
    void lookAgain() {
        writesSeen = -1;
    }
}
