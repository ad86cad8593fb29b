/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import cafe.resilient.platform.PendingCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A table of the queue whose items are in memory. */
public final class FakeTable {

    /** What waits, by number. */
    public final Map<String, QueueItem> waiting = new TreeMap<>();

    /** The reason of each dead letter, by number. */
    public final Map<String, String> aside = new TreeMap<>();

    /** How often the lease can be had; then another server has it. */
    public int leases = Integer.MAX_VALUE;

    public final QueueTable table = new QueueTable(new Client(), "eu-central-1", "queue");

    public void put(PendingCommand command, Instant at) {
        waiting.put(command.number(), QueueItem.of(command, at));
    }

    /** Of one that waits. */
    public void set(String number, String attribute, String value) {
        Map<String, AttributeValue> attributes =
                new TreeMap<>(waiting.get(number).attributes());
        attributes.put(attribute, AttributeValue.fromS(value));
        waiting.put(number, new QueueItem(attributes));
    }

    /** The copy of a call that is under way until then. */
    public void hold(PendingCommand command, Instant until) {
        waiting.put(command.number(), QueueItem.of(command, until).copyOf(UUID.randomUUID(), until));
    }

    public List<QueueItem> items() {
        return List.copyOf(waiting.values());
    }

    private final class Client implements DynamoDbClient {

        @Override
        public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
            request.requestItems()
                    .get("queue")
                    .forEach(write -> waiting.remove(
                            write.deleteRequest().key().get("number").s()));
            return BatchWriteItemResponse.builder().build();
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            Map<String, AttributeValue> letter =
                    request.transactItems().get(0).put().item();
            String number = letter.get("number").s();
            aside.put(number, letter.get("reason").s());
            waiting.remove(number);
            return TransactWriteItemsResponse.builder().build();
        }

        @Override
        public ScanResponse scan(ScanRequest request) {
            return ScanResponse.builder()
                    .items(items().stream().map(QueueItem::attributes).toList())
                    .build();
        }

        @Override
        public UpdateItemResponse updateItem(UpdateItemRequest request) {
            if (request.expressionAttributeValues().containsKey(":beat") && leases-- <= 0) {
                throw ConditionalCheckFailedException.builder()
                        .item(Map.of("beat", AttributeValue.fromS("another's")))
                        .build();
            }
            return UpdateItemResponse.builder().build();
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            return PutItemResponse.builder().build(); // one that writes nothing
        }

        @Override
        public DeleteItemResponse deleteItem(DeleteItemRequest request) {
            return DeleteItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
