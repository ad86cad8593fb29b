/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The stream of one table in one region, from its beginning. DynamoDB Local's has one shard at a time. */
final class ChangeFeed {
    private static final int PAGE = 1000;
    /** A page is at most 1 MB, so one with fewer of our small items was not cut short: it is the last. */
    private static final int LAST = 200;

    final String table;
    private final DynamoDbStreamsClient client;
    /** Its address: a table that is made anew has another one. */
    final String stream;

    private String shard;
    /** Null: a shard is to be begun. */
    private String iterator;
    /** The number of the last record that was read of this shard. */
    private String lastRead;

    ChangeFeed(DynamoDbStreamsClient client, String table, String stream) {
        this.client = client;
        this.table = table;
        this.stream = stream;
    }

    /** Hands on all that happened since the last time; answers how much. */
    int read(Consumer<Record> consumer) {
        int count = 0;
        List<Record> records;
        do {
            records = page();
            records.forEach(consumer);
            count += records.size();
        } while (records.size() >= LAST || iterator == null);
        return count;
    }

    private List<Record> page() {
        if (iterator == null) {
            shard = nextShard();
            lastRead = null;
            iterator = freshIterator();
        }
        GetRecordsResponse got = records();
        iterator = got.nextShardIterator();
        if (got.hasRecords() && !got.records().isEmpty()) {
            lastRead = got.records().get(got.records().size() - 1).dynamodb().sequenceNumber();
        }
        return got.records();
    }

    private GetRecordsResponse records() {
        try {
            return client.getRecords(from -> from.shardIterator(iterator).limit(PAGE));
        } catch (TrimmedDataAccessException emptyUntilNow) {
            // DynamoDB Local's iterator to the end of an empty stream does not live to see the first record
            String fresh = freshIterator();
            return client.getRecords(from -> from.shardIterator(fresh).limit(PAGE));
        }
    }

    private String freshIterator() {
        return client.getShardIterator(from -> from.streamArn(stream)
                        .shardId(shard)
                        .sequenceNumber(lastRead)
                        .shardIteratorType(lastRead == null ? "TRIM_HORIZON" : "AFTER_SEQUENCE_NUMBER"))
                .shardIterator();
    }

    /** The first, or the one that follows the one that is closed. */
    private String nextShard() {
        return client.describeStream(about -> about.streamArn(stream)).streamDescription().shards().stream()
                .filter(candidate -> shard == null || shard.equals(candidate.parentShardId()))
                .map(Shard::shardId)
                .findFirst()
                .orElseThrow(() -> new LabException("The stream " + stream + " does not go on."));
    }
}
