/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** One region's copy of the queue, looked at from outside the application. */
final class Kept implements AutoCloseable {

    private final String queue;
    private final DynamoDbClient client;

    Kept(String region) {
        this(region, "cafe-queue");
    }

    Kept(String region, String queue) {
        this.queue = queue;
        client = DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + Cafe.lab().queues().port(region)))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("lab", "lab")))
                .build();
    }

    /** Commands that wait. */
    int waiting() {
        return count(queue);
    }

    /** Commands that are set aside. */
    int setAside() {
        return count(queue + "-aside");
    }

    boolean hasWaiting(String number) {
        return client.getItem(get -> get.tableName(queue).key(key(number)).consistentRead(true))
                .hasItem();
    }

    /** Why it was set aside; null if it was not. */
    String reason(String number) {
        AttributeValue reason = client.getItem(
                        get -> get.tableName(queue + "-aside").key(key(number)).consistentRead(true))
                .item()
                .get("reason");
        return reason == null ? null : reason.s();
    }

    /** Puts a command as it stands: as another version of the application might, or nobody ever would. */
    void put(String number, String type, String payload) {
        client.putItem(put -> put.tableName(queue)
                .item(Map.of(
                        "number", AttributeValue.fromS(number),
                        "type", AttributeValue.fromS(type),
                        "version", AttributeValue.fromN("1"),
                        "payload", AttributeValue.fromS(payload),
                        "submission", AttributeValue.fromS("00000000-0000-0000-0000-000000000000"),
                        "journey", AttributeValue.fromS("[]"),
                        "at", AttributeValue.fromN("0"))));
    }

    /** The right to replay, as a version had it that told its end by a clock: nobody's any more. */
    void putLeaseOfOldVersion() {
        client.putItem(put -> put.tableName(queue)
                .item(Map.of(
                        "number", AttributeValue.fromS("lease"),
                        "owner", AttributeValue.fromS("somebody"),
                        "until", AttributeValue.fromN(String.valueOf(Long.MAX_VALUE)))));
    }

    private int count(String table) {
        return client
                .scanPaginator(scan -> scan.tableName(table)
                        .filterExpression("attribute_exists(#t)")
                        .expressionAttributeNames(Map.of("#t", "type"))
                        .select(Select.COUNT)
                        .consistentRead(true))
                .stream()
                .mapToInt(page -> page.count())
                .sum();
    }

    private static Map<String, AttributeValue> key(String number) {
        return Map.of("number", AttributeValue.fromS(number));
    }

    @Override
    public void close() {
        client.close();
    }
}
