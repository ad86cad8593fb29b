/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabException;
import cafe.resilient.lab.LabSettings;
import cafe.resilient.lab.Main;
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
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofSeconds(10);

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
        // the first calls of all take their time
        for (DynamoDbClient client : List.of(west, east)) {
            assertThat(eventually(() -> quick(client))).isTrue();
        }
    }

    private static boolean quick(DynamoDbClient client) {
        try {
            return millis(() -> lease(client)) < 500;
        } catch (ApiCallTimeoutException cold) {
            return false;
        }
    }

    /** Connections that were reset are no good, and these clients try nothing twice. */
    private void reconnect() {
        west.close();
        east.close();
        connect();
    }

    @AfterEach
    void healAndEmpty() {
        queues.up();
        reconnect();
        try {
            queues.awaitReplication(LONG);
            queues.waiting("west").forEach(number -> delete(west, number));
            queues.awaitReplication(LONG);
            assertThat(queues.waiting("east")).isEmpty();
        } finally {
            west.close();
            east.close();
        }
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
        String order = put(east);
        assertThat(queues.waiting("east")).containsExactly(order);
    }

    @Test
    void bothDownAndUpAgain() {
        queues.down();
        assertThatThrownBy(() -> put(west)).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> put(east)).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> queues.poison(1)).isInstanceOf(LabException.class);

        queues.up();
        reconnect();

        put(west);
        put(east);
    }

    @Test
    void aSlowRegionAnswersLaterEachWay() {
        queues.slow(Duration.ofMillis(500), "west");
        assertThat(line("west")).endsWith(" slow=500ms");
        assertThat(millis(() -> put(west))).isBetween(1000L, 2000L);
        assertThat(millis(() -> put(east))).isLessThan(1000);

        queues.slow(Duration.ZERO, "west");

        assertThat(millis(() -> put(west))).isLessThan(1000);
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
        Map<String, AttributeValue> item = item(east, poison.get(0));
        assertThat(item).containsOnlyKeys("number", "type", "version", "payload", "submission", "journey", "at");
        assertThat(item.get("payload").s()).contains("x".repeat(60));
    }

    @Test
    void aLeaseIsNoCommand() {
        lease(west);

        assertThat(queues.waiting("west")).isEmpty();
    }

    @Test
    void aRestoreHealsTheQueueToo() {
        queues.down("west");
        queues.throttle("east");
        queues.pauseReplication();

        lab.restore();

        reconnect();
        String order = put(west);
        assertThat(eventually(() -> queues.waiting("east").contains(order))).isTrue();
    }

    // ---- scripts/queue

    @Test
    void whatIsSetAsideIsTriedAgainOrDropped() {
        String again = setAside();
        String never = setAside();
        queues.down("west");

        Main.main(new String[] {"queue", "retry", again, "--regions", queues.setting()});
        Main.main(new String[] {"queue", "drop", never, "--regions", queues.setting()});

        assertThat(queues.aside("east")).isEmpty();
        assertThat(queues.waiting("east")).containsExactly(again);
        assertThat(item(east, again)).doesNotContainKeys("reason", "asideAt").containsKeys("type", "at");
    }

    private String setAside() {
        String number = number();
        Map<String, AttributeValue> item = new HashMap<>(command(number));
        item.put("reason", AttributeValue.fromS("22001"));
        item.put("asideAt", AttributeValue.fromN("2"));
        east.putItem(put -> put.tableName(TABLE + "-aside").item(item));
        return number;
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
        client.putItem(put -> put.tableName(TABLE)
                .item(command(number))
                .conditionExpression("attribute_not_exists(#number)")
                .expressionAttributeNames(Map.of("#number", "number")));
        return number;
    }

    private static Map<String, AttributeValue> command(String number) {
        return Map.of(
                "number", AttributeValue.fromS(number),
                "type", AttributeValue.fromS("PlaceOrder"),
                "at", AttributeValue.fromN("1"));
    }

    private static Map<String, AttributeValue> item(DynamoDbClient client, String number) {
        return client.getItem(get -> get.tableName(TABLE).key(key(number))).item();
    }

    private static void lease(DynamoDbClient client) {
        client.putItem(put -> put.tableName(TABLE).item(key("lease")));
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
            if (System.nanoTime() - start > LONG.toNanos()) {
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
