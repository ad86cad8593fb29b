/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import cafe.resilient.platform.queue.QueueItem;
import cafe.resilient.platform.queue.QueueTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A queue as it lies in one region's tables, in the hands of an administrator. */
public final class StoredQueue {

    private static final List<String> SHOWN = List.of(QueueTable.KEY, "type", "at", "asideAt", "reason");

    private final DynamoDbClient client;
    private final QueueTables tables;

    public StoredQueue(DynamoDbClient client, QueueTables tables) {
        this.client = client;
        this.tables = tables;
    }

    /** Number, type and time of each that waits for a database. */
    public List<QueueItem> waiting() {
        return scan(tables.name());
    }

    /** Number, type, time and reason of each dead letter. */
    public List<QueueItem> deadLetters() {
        return scan(tables.deadLetters());
    }

    /** Never what is personal: that is in the payload. What has no type is no command: leases and sequences lie there, too. */
    private List<QueueItem> scan(String table) {
        Map<String, String> names =
                IntStream.range(0, SHOWN.size()).boxed().collect(Collectors.toMap(i -> "#a" + i, SHOWN::get));
        return client
                .scanPaginator(scan -> scan.tableName(table)
                        .consistentRead(true)
                        .projectionExpression(String.join(",", names.keySet()))
                        .expressionAttributeNames(names))
                .items()
                .stream()
                .filter(item -> item.containsKey("type"))
                .map(QueueItem::new)
                .toList();
    }

    public void put(QueueItem item) {
        client.putItem(put -> put.tableName(tables.name()).item(item.attributes()));
    }

    /**
     * Back into the queue, in one transaction, as a replay may meet it there at once and set it aside anew; false when there is no dead
     * letter with that number. If a customer has sent it again meanwhile, that one stays, as it may have its place in a sequence.
     */
    boolean retry(String number) {
        Map<String, AttributeValue> letter = client.getItem(get ->
                        get.tableName(tables.deadLetters()).key(key(number)).consistentRead(true))
                .item();
        if (letter.isEmpty()) {
            return false;
        }
        Map<String, AttributeValue> item = new QueueItem(letter).backInQueue().attributes();
        try {
            client.transactWriteItems(move -> move.transactItems(
                    put -> put.put(p -> p.tableName(tables.name())
                            .item(item)
                            .conditionExpression("attribute_not_exists(#number)")
                            .expressionAttributeNames(Map.of("#number", QueueTable.KEY))),
                    delete -> delete.delete(d -> d.tableName(tables.deadLetters())
                            .key(key(number))
                            .conditionExpression("attribute_exists(#number)")
                            .expressionAttributeNames(Map.of("#number", QueueTable.KEY)))));
            return true;
        } catch (TransactionCanceledException e) {
            if (failed(e, 1)) {
                return false; // dropped meanwhile
            } else if (failed(e, 0)) {
                return drop(number); // it is in the queue already
            }
            throw e;
        }
    }

    private static boolean failed(TransactionCanceledException e, int condition) {
        return e.cancellationReasons().size() > condition
                && "ConditionalCheckFailed"
                        .equals(e.cancellationReasons().get(condition).code());
    }

    /** Deletes a dead letter; false when there is none with that number. */
    boolean drop(String number) {
        return client.deleteItem(delete ->
                        delete.tableName(tables.deadLetters()).key(key(number)).returnValues(ReturnValue.ALL_OLD))
                .hasAttributes();
    }

    private static Map<String, AttributeValue> key(String number) {
        return Map.of(QueueTable.KEY, AttributeValue.fromS(number));
    }
}
