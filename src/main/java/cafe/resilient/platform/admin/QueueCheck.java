/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import cafe.resilient.platform.admin.Check.Verdict;
import cafe.resilient.platform.queue.QueueTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Checks the queue's tables in one region: whether they are there, and whether an item can be put, read and deleted. */
final class QueueCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private QueueCheck() {}

    static List<Verdict> of(QueueAddress region, QueueTables tables) {
        List<Verdict> verdicts = new ArrayList<>();
        try (DynamoDbClient client = region.client(PATIENCE)) {
            tables.both().forEach(table -> verdicts.add(table(client, region, table)));
        }
        return verdicts;
    }

    /** What has no type is no command to the replay. */
    private static Verdict table(DynamoDbClient client, QueueAddress region, String table) {
        String thing = region + " " + table;
        Map<String, AttributeValue> item = Map.of(QueueTable.KEY, AttributeValue.fromS("check-" + UUID.randomUUID()));
        try {
            client.putItem(put -> put.tableName(table).item(item));
            boolean read = client.getItem(get -> get.tableName(table).key(item).consistentRead(true))
                    .hasItem();
            client.deleteItem(delete -> delete.tableName(table).key(item));
            return read
                    ? Verdict.right(thing, "an item was put, read and deleted")
                    : Verdict.wrong(thing, "an item that was put is not there", "See what else deletes from it");
        } catch (ResourceNotFoundException e) {
            return Verdict.wrong(thing, "no such table", "Make it with create-tables");
        } catch (SdkException e) {
            return Verdict.wrong(thing, QueueAddress.said(e), "Check its address, the credentials and what they allow");
        }
    }
}
