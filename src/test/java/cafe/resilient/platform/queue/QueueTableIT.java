/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.it.Cafe;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who may take a copy back, as the conditions of DynamoDB decide it. */
@Tag("own-server")
class QueueTableIT {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final UUID call = UUID.randomUUID();
    private final QueueItem item = new QueueItem(Map.of(
            QueueTable.KEY,
            AttributeValue.fromS(UUID.randomUUID().toString().replace("-", "").substring(0, 20)),
            "type",
            AttributeValue.fromS("PlaceOrder")));

    private final QueueTable table = new QueueTable(
            DynamoDbClient.builder()
                    .region(Region.EU_CENTRAL_1)
                    .endpointOverride(
                            URI.create("http://127.0.0.1:" + Cafe.lab().queues().port("west")))
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("lab", "lab")))
                    .build(),
            "west",
            "cafe-queue");

    @AfterEach
    void empty() throws QueueAwayException {
        table.delete(List.of(item.number()));
        table.close();
    }

    @Test
    void aCallTakesBackWhatItPut() throws QueueAwayException {
        table.putCopy(copyOf(call), PATIENCE);

        assertThat(table.takeBack(item.number(), call, PATIENCE)).isTrue();
        assertThat(table.find(item.number(), PATIENCE)).isEmpty();
    }

    /** Its first put was not answered. */
    @Test
    void aCallTakesBackWhatItPutTwice() throws QueueAwayException {
        table.putCopy(copyOf(call), PATIENCE);
        table.putCopy(copyOf(call), PATIENCE);

        assertThat(table.takeBack(item.number(), call, PATIENCE)).isTrue();
        assertThat(table.find(item.number(), PATIENCE)).isEmpty();
    }

    @Test
    void whatTwoCallsPutNoneTakesBack() throws QueueAwayException {
        UUID other = UUID.randomUUID();
        table.putCopy(copyOf(call), PATIENCE);
        table.putCopy(copyOf(other), PATIENCE);

        assertThat(table.takeBack(item.number(), call, PATIENCE)).isFalse();
        assertThat(table.takeBack(item.number(), other, PATIENCE)).isFalse();
        assertThat(table.find(item.number(), PATIENCE)).isPresent();
    }

    @Test
    void whatIsQueuedNoCallTakesBack() throws QueueAwayException {
        table.put(item, PATIENCE);
        table.putCopy(copyOf(call), PATIENCE);

        assertThat(table.takeBack(item.number(), call, PATIENCE)).isFalse();
        assertThat(table.find(item.number(), PATIENCE)).isPresent();
    }

    private QueueItem copyOf(UUID call) {
        return item.copyOf(call, Instant.now().plus(PATIENCE));
    }
}
