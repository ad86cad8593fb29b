/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import cafe.resilient.platform.queue.QueueTable;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/**
 * What happens in one region of the queue. Looking costs DynamoDB Local something, so it looks when the relay has seen a
 * write, or the replicator made one; and now and then, as the relay does not see one whose client had gone.
 */
final class RegionFeed {
    private static final Duration ANYWAY = Duration.ofSeconds(1);

    final QueueRegion region;
    private List<ChangeFeed> tables;
    private long writesSeen = -1;
    private long readAt;

    RegionFeed(QueueRegion region) {
        this.region = region;
    }

    /** Answers how much it read: all there was, if there is reason to look. */
    int read(Changes changes) {
        long writes = region.writes();
        long now = System.nanoTime();
        if (writes == writesSeen && now - readAt < ANYWAY.toNanos()) {
            return 0;
        }
        if (tables == null) {
            tables = region.feeds();
        }
        int count = 0;
        for (ChangeFeed feed : tables) {
            count += feed.read(record -> read(feed.table, record.dynamodb(), changes));
        }
        changes.readAll(region.name);
        writesSeen = writes;
        readAt = now;
        return count;
    }

    /** A record of a deletion has no new image. */
    private void read(String table, StreamRecord record, Changes changes) {
        String number = record.keys().get(QueueTable.KEY).s();
        changes.read(region.name, new Changes.Item(table, number), record.newImage());
    }

    /** To be called before the replicator writes there: what it writes is to be read before it writes again. */
    void lookAgain() {
        writesSeen = -1;
    }
}
