/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.platform.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** What DynamoDB Local cannot show: answers in part, which it never gives, and that two writes are one. */
class QueueTableTest {

    private static final String NUMBER = "29d967c3ab9a98caf94a";
    private static final Map<String, AttributeValue> ITEM = Map.of("number", AttributeValue.fromS(NUMBER));

    private BatchGetItemResponse found = BatchGetItemResponse.builder().build();
    private ScanResponse scanned = ScanResponse.builder().build();
    private List<TransactWriteItem> moved = List.of();

    private final QueueTable table = new QueueTable(
            new DynamoDbClient() {
                @Override
                public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
                    return found;
                }

                @Override
                public ScanResponse scan(ScanRequest request) {
                    return scanned;
                }

                @Override
                public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
                    moved = request.transactItems();
                    return TransactWriteItemsResponse.builder().build();
                }

                @Override
                public String serviceName() {
                    return "dynamodb";
                }

                @Override
                public void close() {}
            },
            "eu-central-1",
            "queue");

    @Test
    void aTableThatWasNotLookedIntoMayHaveIt() {
        found = BatchGetItemResponse.builder()
                .responses(Map.of("queue-aside", List.of()))
                .unprocessedKeys(
                        Map.of("queue", KeysAndAttributes.builder().keys(ITEM).build()))
                .build();

        assertThatThrownBy(() -> table.find(NUMBER, Duration.ofSeconds(1))).isInstanceOf(QueueAwayException.class);
    }

    @Test
    void whatIsFoundIsFoundWhateverElseWasNotLookedInto() throws QueueAwayException {
        found = BatchGetItemResponse.builder()
                .responses(Map.of("queue", List.of(ITEM)))
                .unprocessedKeys(Map.of(
                        "queue-aside", KeysAndAttributes.builder().keys(ITEM).build()))
                .build();

        assertThat(table.find(NUMBER, Duration.ofSeconds(1)).map(Status::state)).hasValue(Status.State.QUEUED);
    }

    @Test
    void aPageThatEndsBeforeItsFirstItemIsNoEmptyTable() throws QueueAwayException {
        scanned = ScanResponse.builder().lastEvaluatedKey(ITEM).build();

        assertThat(table.isEmpty()).isFalse();
        assertThat(table.page(null).next()).isEqualTo(NUMBER);
    }

    /** An administrator may move it back at the same moment; between two requests it would be lost. */
    @Test
    void whatIsSetAsideMovesInOneTransaction() throws QueueAwayException {
        table.setAside(new QueueItem(ITEM), "22001", Instant.EPOCH);

        assertThat(moved).hasSize(2);
        assertThat(moved.get(0).put().tableName()).isEqualTo("queue-aside");
        assertThat(moved.get(0).put().item()).containsAllEntriesOf(ITEM).containsKeys("reason", "asideAt");
        assertThat(moved.get(1).delete().tableName()).isEqualTo("queue");
        assertThat(moved.get(1).delete().key()).isEqualTo(ITEM);
    }

    @Test
    void theLeaseIsNothingThatWaits() throws QueueAwayException {
        scanned = ScanResponse.builder().items(QueueTable.key(Lease.ITEM)).build();

        assertThat(table.isEmpty()).isTrue();
    }
}
