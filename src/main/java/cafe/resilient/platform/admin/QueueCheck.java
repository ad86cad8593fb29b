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
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
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

    /** By what the application is allowed to do, and deletes its item whatever comes. */
    private static Verdict table(DynamoDbClient client, QueueAddress region, String table) {
        String thing = region + " " + table;
        Map<String, AttributeValue> item =
                Map.of(QueueTable.KEY, AttributeValue.fromS(QueueTable.CHECK + UUID.randomUUID()));
        try {
            client.putItem(put -> put.tableName(table).item(item));
            try {
                boolean read = client.batchGetItem(get -> get.requestItems(Map.of(
                                table,
                                KeysAndAttributes.builder()
                                        .keys(item)
                                        .consistentRead(true)
                                        .build())))
                        .responses()
                        .get(table)
                        .contains(item);
                client.scan(scan -> scan.tableName(table).limit(1));
                return read
                        ? Verdict.right(thing, "an item was put, read and deleted")
                        : Verdict.wrong(thing, "an item that was put is not there", "See what else deletes from it");
            } finally {
                client.deleteItem(delete -> delete.tableName(table).key(item));
            }
        } catch (ResourceNotFoundException e) {
            return Verdict.wrong(thing, "no such table", "Make it with create-tables");
        } catch (SdkException e) {
            String found = QueueAddress.said(e).replaceFirst("[.]+$", "");
            return Verdict.wrong(thing, found, "Check its address, the credentials and what they allow");
        }
    }
}
