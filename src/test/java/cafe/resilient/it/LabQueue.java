/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabSettings;
import cafe.resilient.lab.Queues;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The queue's two regions, and a client of each who tries once. */
abstract class LabQueue {
    static final String TABLE = "cafe-queue";
    static final Duration PATIENCE = Duration.ofSeconds(2);

    static final Duration LONG = Duration.ofSeconds(10);

    static Lab lab;
    static Queues queues;

    DynamoDbClient west;
    DynamoDbClient east;

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

    static boolean quick(DynamoDbClient client) {
        try {
            return millis(() -> lease(client)) < 500;
        } catch (ApiCallTimeoutException cold) {
            return false;
        }
    }

    /** Connections that were reset are no good, and these clients try nothing twice. */
    void reconnect() {
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
            queues.aside("west").forEach(number -> delete(west, TABLE + "-aside", number));
            queues.awaitReplication(LONG);
            assertThat(queues.waiting("east")).isEmpty();
        } finally {
            west.close();
            east.close();
        }
    }

    static DynamoDbClient client(String region) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + queues.port(region)))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("lab", "lab")))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(
                        once -> once.apiCallTimeout(PATIENCE).retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    static String number() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    static Map<String, AttributeValue> key(String number) {
        return Map.of("number", AttributeValue.fromS(number));
    }

    static String put(DynamoDbClient client) {
        return put(client, number());
    }

    static String put(DynamoDbClient client, String number) {
        client.putItem(put -> put.tableName(TABLE)
                .item(command(number))
                .conditionExpression("attribute_not_exists(#number)")
                .expressionAttributeNames(Map.of("#number", "number")));
        return number;
    }

    static Map<String, AttributeValue> command(String number) {
        return Map.of(
                "number", AttributeValue.fromS(number),
                "type", AttributeValue.fromS("PlaceOrder"),
                "at", AttributeValue.fromN("1"));
    }

    static Map<String, AttributeValue> item(DynamoDbClient client, String number) {
        return item(client, TABLE, number);
    }

    static Map<String, AttributeValue> item(DynamoDbClient client, String table, String number) {
        return client.getItem(get -> get.tableName(table).key(key(number))).item();
    }

    static void lease(DynamoDbClient client) {
        client.putItem(put -> put.tableName(TABLE).item(key("lease")));
    }

    static void delete(DynamoDbClient client, String number) {
        delete(client, TABLE, number);
    }

    static void delete(DynamoDbClient client, String table, String number) {
        client.deleteItem(delete -> delete.tableName(table).key(key(number)));
    }

    static long millis(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    static boolean eventually(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LONG.toNanos()) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    static String line(String region) {
        return lab.status().stream()
                .filter(line -> line.startsWith("endpoint queue-" + region + " "))
                .findFirst()
                .orElseThrow();
    }
}
