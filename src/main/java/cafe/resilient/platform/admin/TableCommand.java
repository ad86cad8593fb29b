/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The create-tables command: makes the queue's tables, in a lab or as Global Tables on AWS. */
final class TableCommand {
    static final String HELP = """
            Makes the queue's two tables, NAME and NAME-aside.
            Usage: create-tables [--regions LIST] [--table NAME]

              --regions eu-central-1,eu-west-1    AWS's names of the regions, the preferred one in front. A Global Table
                                                  is made: on-demand, with point-in-time recovery, a replica in each
              --regions eu-central-1=http://127.0.0.1:8801,…    with endpoints (DynamoDB Local): plain tables in each;
                                                  the running lab's, if none are given
              --table NAME                        the first table's name (cafe-queue)

            Running it twice is fine: what is there is left alone. Credentials are found as the AWS SDK finds them; they
            need dynamodb:CreateTable, DescribeTable, UpdateTable, CreateTableReplica and UpdateContinuousBackups; in the
            regions of the replicas also Scan, Query, GetItem, PutItem, UpdateItem, DeleteItem and BatchWriteItem; and
            iam:CreateServiceLinkedRole once. The application itself never makes a table, and needs fewer: see operations.md.

            What is done with endpoints is tested; what is done on AWS follows its documentation and is not run in our tests.
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TableCommand() {}

    /** Answers a sentence; throws an AdminException with one when it cannot. */
    static String run(Arguments arguments, Map<String, String> environment) {
        QueueTables tables = QueueTables.from(arguments);
        List<QueueAddress> regions = QueueAddress.from(arguments, environment);
        arguments.nothingLeft();
        long local =
                regions.stream().filter(region -> region.endpoint().isPresent()).count();
        if (local > 0 && local < regions.size()) {
            throw new AdminException("Give every region an endpoint, or none.");
        } else if (local > 0) {
            regions.forEach(region -> create(region, tables));
        } else {
            global(regions, tables);
        }
        return "The tables " + String.join(" and ", tables.both()) + " are there.";
    }

    private static void create(QueueAddress region, QueueTables tables) {
        try (DynamoDbClient client = region.client(PATIENCE)) {
            tables.create(client);
        } catch (SdkException e) {
            throw failed(region, e);
        }
    }

    private static void global(List<QueueAddress> regions, QueueTables tables) {
        QueueAddress first = regions.get(0);
        try (DynamoDbClient client = first.client(PATIENCE)) {
            List<String> replicas =
                    regions.stream().skip(1).map(QueueAddress::region).toList();
            tables.both().forEach(table -> new GlobalTable(client, table).create(replicas));
        } catch (SdkException e) {
            throw failed(first, e);
        }
    }

    private static AdminException failed(QueueAddress region, SdkException e) {
        return new AdminException("The tables cannot be made in " + region + ": " + QueueAddress.said(e), e);
    }
}
