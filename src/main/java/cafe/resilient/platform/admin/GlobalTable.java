/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** One table on AWS, with its replicas: not to be had from DynamoDB Local. */
final class GlobalTable {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final DynamoDbClient client;
    private final String name;

    /** @param client of the region it is made in */
    GlobalTable(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Comes back when it, and its replica in each of these regions, is active. */
    void create(List<String> replicas) {
        QueueTables.create(client, name, StreamViewType.NEW_AND_OLD_IMAGES);
        awaitActive();
        client.updateContinuousBackups(update -> update.tableName(name)
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
        replicas.forEach(this::replicate);
    }

    private void replicate(String region) {
        if (table().replicas().stream()
                .noneMatch(replica -> replica.regionName().equals(region))) {
            client.updateTable(update -> update.tableName(name)
                    .replicaUpdates(ReplicationGroupUpdate.builder()
                            .create(replica -> replica.regionName(region))
                            .build()));
        }
        awaitActive();
    }

    private TableDescription table() {
        return client.describeTable(about -> about.tableName(name)).table();
    }

    private void awaitActive() {
        long start = System.nanoTime();
        while (!active(table())) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AdminException("The table " + name + " is not active after " + LIMIT.toMinutes()
                        + " minutes: look at it in the AWS console.");
            }
            pause();
        }
    }

    private static boolean active(TableDescription table) {
        return table.tableStatus() == TableStatus.ACTIVE
                && table.replicas().stream()
                        .map(ReplicaDescription::replicaStatus)
                        .allMatch(ReplicaStatus.ACTIVE::equals);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminException("Interrupted while the table was not active yet.", e);
        }
    }
}
