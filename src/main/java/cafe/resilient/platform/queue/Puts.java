/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static cafe.resilient.platform.queue.QueueTable.CALL;
import static cafe.resilient.platform.queue.QueueTable.KEY;
import static cafe.resilient.platform.queue.QueueTable.key;

import cafe.resilient.platform.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The writes of one region of the queue. One with a condition is done, or is not as that does not hold. */
final class Puts {

    /** What is kept already stays, unless it is a copy, which its call may take back. */
    static final String NEW_OR_COPY = "attribute_not_exists(#n) OR attribute_exists(#c)";

    static final Map<String, String> NUMBER_AND_CALL = Map.of("#n", KEY, "#c", CALL);

    private static final int DELETES_OF_A_REQUEST = 25; // DynamoDB takes no more in one request

    private final DynamoDbClient client;
    private final String table;
    private final String aside;

    /** @param aside the table of what was set aside */
    Puts(DynamoDbClient client, String table, String aside) {
        this.client = client;
        this.table = table;
        this.aside = aside;
    }

    /** In place of a copy, if there is one. @return false if one with its number is kept already that is no copy */
    boolean put(QueueItem item, Duration patience) {
        return put(
                item.attributes(),
                patience,
                put -> put.conditionExpression(NEW_OR_COPY).expressionAttributeNames(NUMBER_AND_CALL));
    }

    /** Unless one with its number is kept already, which none takes back from now on. */
    boolean putCopy(QueueItem copy, Deadline deadline) {
        while (!putOwnCopy(copy, QueueTable.left(deadline)) && !share(copy.number(), QueueTable.left(deadline))) {
            // it was taken back, or entered, in between
        }
        return true;
    }

    /** Its call may put it again when a put was not answered. @return false if one with its number is kept already that is not that copy */
    private boolean putOwnCopy(QueueItem copy, Duration patience) {
        return put(
                copy.attributes(),
                patience,
                put -> put.conditionExpression("attribute_not_exists(#n) OR #c = :call")
                        .expressionAttributeNames(NUMBER_AND_CALL)
                        .expressionAttributeValues(
                                Map.of(":call", copy.attributes().get(CALL))));
    }

    /** Goes the way of a put, and writes nothing. */
    boolean putNothing(Duration patience) {
        return put(
                key("warm"),
                patience,
                put -> put.conditionExpression("attribute_exists(#n) AND attribute_not_exists(#n)")
                        .expressionAttributeNames(Map.of("#n", KEY)));
    }

    private boolean put(
            Map<String, AttributeValue> item, Duration patience, Consumer<PutItemRequest.Builder> condition) {
        return isDone(() -> client.putItem(put -> condition.accept(
                put.tableName(table).item(item).overrideConfiguration(o -> o.apiCallTimeout(patience)))));
    }

    /**
     * Moves what has this number aside, as it stands there then.
     *
     * @param besides what is done in the same transaction
     * @return false if it is not there any more
     */
    boolean moveAside(
            String number, Map<String, AttributeValue> letter, List<TransactWriteItem> besides, Duration patience) {
        List<TransactWriteItem> move = new ArrayList<>();
        move.add(TransactWriteItem.builder()
                .put(put -> put.tableName(aside).item(letter))
                .build());
        move.add(TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table)
                        .key(key(number))
                        .conditionExpression("attribute_exists(#n)")
                        .expressionAttributeNames(Map.of("#n", KEY)))
                .build());
        move.addAll(besides);
        return isDone(() -> client.transactWriteItems(
                all -> all.transactItems(move).overrideConfiguration(o -> o.apiCallTimeout(patience))));
    }

    /** What DynamoDB leaves undone is met again in the next pass. */
    boolean delete(List<String> numbers, Duration patience) {
        for (int from = 0; from < numbers.size(); from += DELETES_OF_A_REQUEST) {
            List<WriteRequest> deletes =
                    numbers.subList(from, Math.min(from + DELETES_OF_A_REQUEST, numbers.size())).stream()
                            .map(number -> WriteRequest.builder()
                                    .deleteRequest(delete -> delete.key(key(number)))
                                    .build())
                            .toList();
            client.batchWriteItem(write ->
                    write.requestItems(Map.of(table, deletes)).overrideConfiguration(o -> o.apiCallTimeout(patience)));
        }
        return true;
    }

    /** No call takes it back from now on. @return false if it is not there */
    private boolean share(String number, Duration patience) {
        return isDone(() -> client.updateItem(update -> update.tableName(table)
                .key(key(number))
                .updateExpression("REMOVE #c")
                .conditionExpression("attribute_exists(#n)")
                .expressionAttributeNames(NUMBER_AND_CALL)
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

    /** @return false if a condition does not hold */
    static boolean isDone(Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        } catch (TransactionCanceledException e) {
            if (QueueFault.isCanceledBy("ConditionalCheckFailed", e)) {
                return false;
            }
            throw e;
        }
    }
}
