/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static cafe.resilient.platform.queue.QueueTable.CALL;
import static cafe.resilient.platform.queue.QueueTable.KEY;
import static cafe.resilient.platform.queue.QueueTable.key;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The conditional writes of one table of the queue: each is done, or is not as its condition does not hold. */
final class Puts {

    private final DynamoDbClient client;
    private final String table;

    Puts(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** In place of a copy, if there is one. @return false if one with its number is kept already that is no copy */
    boolean put(QueueItem item, Duration patience) {
        return put(
                "attribute_not_exists(#n) OR attribute_exists(#c)",
                item.attributes(),
                Map.of("#n", KEY, "#c", CALL),
                patience);
    }

    /** Its call may put it again when a put was not answered. @return false if one with its number is kept already that is not that copy */
    boolean putCopy(QueueItem copy, Duration patience) {
        return isDone(() -> client.putItem(put -> put.tableName(table)
                .item(copy.attributes())
                .conditionExpression("attribute_not_exists(#n) OR #c = :call")
                .expressionAttributeNames(Map.of("#n", KEY, "#c", CALL))
                .expressionAttributeValues(Map.of(":call", copy.attributes().get(CALL)))
                .overrideConfiguration(o -> o.apiCallTimeout(patience))));
    }

    /** Goes the way of a put, and writes nothing. */
    boolean putNothing(Duration patience) {
        return put("attribute_exists(#n) AND attribute_not_exists(#n)", key("warm"), Map.of("#n", KEY), patience);
    }

    private boolean put(
            String condition, Map<String, AttributeValue> item, Map<String, String> names, Duration patience) {
        return isDone(() -> client.putItem(put -> put.tableName(table)
                .item(item)
                .conditionExpression(condition)
                .expressionAttributeNames(names)
                .overrideConfiguration(o -> o.apiCallTimeout(patience))));
    }

    /** No call takes it back from now on. @return false if it is not there */
    boolean share(String number, Duration patience) {
        return isDone(() -> client.updateItem(update -> update.tableName(table)
                .key(key(number))
                .updateExpression("REMOVE #c")
                .conditionExpression("attribute_exists(#n)")
                .expressionAttributeNames(Map.of("#n", KEY, "#c", CALL))
                .overrideConfiguration(o -> o.apiCallTimeout(patience))));
    }

    /** @return false if it is not there, or not that call's alone */
    boolean takeBack(String number, UUID call, Duration patience) {
        return isDone(() -> client.deleteItem(delete -> delete.tableName(table)
                .key(key(number))
                .conditionExpression("#c = :call")
                .expressionAttributeNames(Map.of("#c", CALL))
                .expressionAttributeValues(Map.of(":call", AttributeValue.fromS(call.toString())))
                .overrideConfiguration(o -> o.apiCallTimeout(patience))));
    }

    private static boolean isDone(Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
