/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A queue as it lies in one region's tables, in the hands of an administrator. */
final class StoredQueue {
    private static final Map<String, String> NAMES = Map.of(
            "#number", QueueTables.KEY, "#type", "type", "#at", "at", "#asideAt", "asideAt", "#reason", "reason");

    private final DynamoDbClient client;
    private final QueueTables tables;

    StoredQueue(DynamoDbClient client, QueueTables tables) {
        this.client = client;
        this.tables = tables;
    }

    /** Number, type and at of each. What has no type is no command: the replayers' lease lies in the same table. */
    List<Map<String, AttributeValue>> waiting() {
        return scan(tables.name(), "#number", "#type", "#at");
    }

    /** Number, type, asideAt and reason of each. */
    List<Map<String, AttributeValue>> aside() {
        return scan(tables.aside(), "#number", "#type", "#asideAt", "#reason");
    }

    /** Never what is personal: that is in the payload. */
    private List<Map<String, AttributeValue>> scan(String table, String... attributes) {
        Map<String, String> names = new HashMap<>(NAMES);
        names.keySet().retainAll(List.of(attributes));
        return client
                .scanPaginator(scan -> scan.tableName(table)
                        .consistentRead(true)
                        .projectionExpression(String.join(",", attributes))
                        .expressionAttributeNames(names))
                .items()
                .stream()
                .filter(item -> item.containsKey("type"))
                .toList();
    }

    void put(Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(tables.name()).item(item));
    }

    /**
     * Back into the queue, in one transaction, as a replay may meet it there at once and set it aside anew; false when none is set aside
     * with that number. If a customer has sent it again meanwhile, it is the same one.
     */
    boolean retry(String number) {
        Map<String, AttributeValue> item = new HashMap<>(client.getItem(
                        get -> get.tableName(tables.aside()).key(key(number)).consistentRead(true))
                .item());
        if (item.isEmpty()) {
            return false;
        }
        // what was behind it in its sequence went on long ago
        item.keySet().removeAll(List.of("reason", "asideAt", "refused", "sequence", "home"));
        try {
            client.transactWriteItems(move -> move.transactItems(
                    put -> put.put(p -> p.tableName(tables.name()).item(item)),
                    delete -> delete.delete(d -> d.tableName(tables.aside())
                            .key(key(number))
                            .conditionExpression("attribute_exists(#number)")
                            .expressionAttributeNames(Map.of("#number", QueueTables.KEY)))));
            return true;
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().stream().anyMatch(why -> "ConditionalCheckFailed".equals(why.code()))) {
                return false; // dropped meanwhile
            }
            throw e;
        }
    }

    /** Deletes what is set aside; false when none is with that number. */
    boolean drop(String number) {
        return client.deleteItem(delete ->
                        delete.tableName(tables.aside()).key(key(number)).returnValues(ReturnValue.ALL_OLD))
                .hasAttributes();
    }

    private static Map<String, AttributeValue> key(String number) {
        return Map.of(QueueTables.KEY, AttributeValue.fromS(number));
    }
}
