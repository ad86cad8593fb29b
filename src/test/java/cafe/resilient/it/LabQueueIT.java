/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabException;
import cafe.resilient.lab.LabSettings;
import cafe.resilient.lab.Queues;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** The queue's two regions are one table, and each fault of theirs is as a client without retries sees it. */
class LabQueueIT {
    private static final String TABLE = "cafe-queue";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static Lab lab;
    private static Queues queues;

    private DynamoDbClient west;
    private DynamoDbClient east;

    @BeforeAll
    static void start() {
        lab = Lab.start(LabSettings.free(Path.of("target/it/lab-queue")));
        queues = lab.queues();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @BeforeEach
    void connect() {
        west = client("west");
        east = client("east");
        // the first call of a client takes its time
        west.listTables();
        east.listTables();
    }

    @AfterEach
    void healAndEmpty() {
        queues.up();
        west.close();
        east.close();
        try (DynamoDbClient fresh = client("west")) {
            for (String table : List.of(TABLE, TABLE + "-aside")) {
                fresh.scan(scan -> scan.tableName(table))
                        .items()
                        .forEach(item -> fresh.deleteItem(
                                delete -> delete.tableName(table).key(Map.of("number", item.get("number")))));
            }
        }
        assertThat(eventually(() -> queues.waiting("west").isEmpty()
                        && queues.waiting("east").isEmpty()
                        && queues.aside("east").isEmpty()))
                .isTrue();
    }

    // ---- one table

    @Test
    void whatIsWrittenOrDeletedInOneRegionIsSoInTheOther() {
        String order = put(west);
        assertThat(eventually(() -> queues.waiting("east").contains(order))).isTrue();

        delete(east, order);

        assertThat(eventually(() -> queues.waiting("west").isEmpty())).isTrue();
        assertThat(queues.waiting("east")).isEmpty();
    }

    @Test
    void manyAreCarriedOverWhole() {
        List<String> orders = IntStream.range(0, 300)
                .mapToObj(i -> put(i % 2 == 0 ? west : east))
                .sorted()
                .toList();

        assertThat(eventually(() -> queues.waiting("west").equals(orders)
                        && queues.waiting("east").equals(orders)))
                .isTrue();
    }

    @Test
    void aPauseKeepsTheRegionsApartAndTheLaterChangeWins() {
        String order = put(west);
        assertThat(eventually(() -> queues.waiting("east").contains(order))).isTrue();
        queues.pauseReplication();
        assertThat(line("east")).endsWith(" replication-paused");

        String other = put(west);
        delete(west, order);
        String here = put(east);
        assertThat(queues.waiting("west")).containsExactly(other);
        assertThat(queues.waiting("east")).containsExactlyInAnyOrder(order, here);
        queues.resumeReplication();

        assertThat(eventually(() -> queues.waiting("west").size() == 2
                        && queues.waiting("east").equals(queues.waiting("west"))))
                .isTrue();
        assertThat(queues.waiting("west")).containsExactlyInAnyOrder(other, here);
    }

    @Test
    void aRegionThatWasDownCatchesUp() {
        queues.down("east");
        String order = put(west);
        assertThat(queues.waiting("east")).isEmpty();

        queues.up("east");

        assertThat(eventually(() -> queues.waiting("east").contains(order))).isTrue();
    }

    // ---- faults

    @Test
    void aRegionThatIsDownRefusesAndTheOtherTakesIt() {
        queues.down("west");

        assertThat(line("west")).contains(" closed ");
        assertThatThrownBy(() -> put(west)).isInstanceOf(SdkClientException.class);
        assertThat(queues.waiting("east")).containsExactly(put(east));
    }

    @Test
    void bothDownAndUpAgain() {
        queues.down();
        assertThatThrownBy(() -> put(west)).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> put(east)).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> queues.poison(1)).isInstanceOf(LabException.class);

        queues.up();

        put(west);
        put(east);
    }

    @Test
    void aSlowRegionAnswersLaterEachWay() {
        queues.slow(Duration.ofMillis(150), "west");
        assertThat(line("west")).endsWith(" slow=150ms");
        assertThat(millis(() -> put(west))).isBetween(300L, 900L);
        assertThat(millis(() -> put(east))).isLessThan(300);

        queues.slow(Duration.ZERO, "west");

        assertThat(millis(() -> put(west))).isLessThan(300);
    }

    @Test
    void aMuteRegionIsConnectedToAndDoesWhatItWasAskedLate() {
        queues.mute("west");
        assertThat(line("west")).contains(" open ").endsWith(" mute");

        assertThatThrownBy(() -> put(west)).isInstanceOf(ApiCallTimeoutException.class);
        assertThatThrownBy(() -> queueOf("west")).isInstanceOf(ApiCallTimeoutException.class);
        assertThat(queues.waiting("west")).isEmpty();
        put(east);
        queues.up("west");

        assertThat(eventually(() -> queues.waiting("west").size() == 2)).isTrue();
    }

    /** A client that never was connected. */
    private static void queueOf(String region) {
        try (DynamoDbClient fresh = client(region)) {
            fresh.listTables();
        }
    }

    @Test
    void throttledRequestsAreRefusedAsOftenAsWasSaidInWhicheverRegion() {
        queues.throttle(2);
        assertThat(line("east")).endsWith(" throttle*2");

        assertThatThrownBy(() -> put(west)).isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThatThrownBy(() -> put(east)).isInstanceOf(ProvisionedThroughputExceededException.class);

        put(west);
        put(east);
    }

    @Test
    void aThrottledRegionRefusesEveryRequestOnTheSameConnectionUntilItIsUp() {
        queues.throttle("west");
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> put(west)).isInstanceOf(ProvisionedThroughputExceededException.class);
        }
        put(east);
        queues.up("west");

        put(west);
    }

    @Test
    void aPutWhoseReplyIsLostIsThere() {
        queues.loseReply(1, "west");
        assertThat(line("west")).endsWith(" lose-reply");
        west.listTables();
        String order = number();

        assertThatThrownBy(() -> put(west, order)).isInstanceOf(SdkClientException.class);

        assertThat(queues.waiting("west")).containsExactly(order);
        assertThat(line("west")).doesNotContain("lose-reply");
        assertThatThrownBy(() -> put(west, order)).isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(eventually(() -> queues.waiting("east").contains(order))).isTrue();
    }

    @Test
    void aPutThatIsRefusedDoesNotUseUpTheLostReply() {
        String order = put(west);
        queues.loseReply(1);

        assertThatThrownBy(() -> put(west, order)).isInstanceOf(ConditionalCheckFailedException.class);

        assertThatThrownBy(() -> put(west)).isInstanceOf(SdkClientException.class);
    }

    @Test
    void poisonLiesInTheQueueWhereverItIsUp() {
        queues.down("west");

        List<String> poison = queues.poison(2);

        assertThat(queues.waiting("east")).containsExactlyInAnyOrderElementsOf(poison);
        Map<String, AttributeValue> item = east.getItem(
                        get -> get.tableName(TABLE).key(key(poison.get(0))))
                .item();
        assertThat(item).containsOnlyKeys("number", "type", "version", "payload", "submission", "journey", "at");
        assertThat(item.get("payload").s()).contains("x".repeat(60));
    }

    @Test
    void aLeaseIsNoCommand() {
        west.putItem(put -> put.tableName(TABLE).item(Map.of("number", AttributeValue.fromS("lease"))));

        assertThat(queues.waiting("west")).isEmpty();
    }

    @Test
    void aRestoreHealsTheQueueToo() {
        queues.down("west");
        queues.throttle("east");
        queues.pauseReplication();

        lab.restore();

        String order = put(west);
        assertThat(eventually(() -> queues.waiting("east").contains(order))).isTrue();
    }

    // ---- a client that tries once

    private static DynamoDbClient client(String region) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + queues.port(region)))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("lab", "lab")))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(
                        once -> once.apiCallTimeout(PATIENCE).retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static String number() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private static Map<String, AttributeValue> key(String number) {
        return Map.of("number", AttributeValue.fromS(number));
    }

    private static String put(DynamoDbClient client) {
        return put(client, number());
    }

    private static String put(DynamoDbClient client, String number) {
        Map<String, AttributeValue> item = new HashMap<>(key(number));
        item.put("type", AttributeValue.fromS("PlaceOrder"));
        item.put("at", AttributeValue.fromN("1"));
        client.putItem(put -> put.tableName(TABLE)
                .item(item)
                .conditionExpression("attribute_not_exists(#number)")
                .expressionAttributeNames(Map.of("#number", "number")));
        return number;
    }

    private static void delete(DynamoDbClient client, String number) {
        client.deleteItem(delete -> delete.tableName(TABLE).key(key(number)));
    }

    private static long millis(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static boolean eventually(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > Duration.ofSeconds(10).toNanos()) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private static String line(String region) {
        return lab.status().stream()
                .filter(line -> line.startsWith("endpoint queue-" + region + " "))
                .findFirst()
                .orElseThrow();
    }
}
