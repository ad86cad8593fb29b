/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import cafe.resilient.platform.queue.QueueTable;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The two tables of a queue: that of the commands that no database could take, and that of the dead letters. The
 * application never makes them.
 *
 * @param name the first one's
 */
public record QueueTables(String name) {
    private static final String NAMES = "[a-zA-Z0-9_.-]{3,200}";
    public static final String NAME = "cafe-queue";

    /** By --table. */
    static QueueTables from(Arguments arguments) {
        String name = arguments.value("--table").orElse(NAME);
        if (!name.matches(NAMES)) {
            throw new AdminException("'" + name + "' is no table's name: 3 to 200 letters, digits, or _ . -");
        }
        return new QueueTables(name);
    }

    public String deadLetters() {
        return QueueTable.deadLetters(name);
    }

    public List<String> both() {
        return List.of(name, deadLetters());
    }

    /** Makes in one region what is not there yet. */
    public void create(DynamoDbClient client) {
        both().forEach(table -> create(client, table, StreamViewType.NEW_IMAGE));
    }

    /** @throws AdminException when there is one with another key */
    static void create(DynamoDbClient client, String table, StreamViewType view) {
        try {
            client.createTable(request(table, view));
        } catch (ResourceInUseException there) {
            check(client.describeTable(about -> about.tableName(table)).table());
        }
    }

    private static CreateTableRequest request(String table, StreamViewType view) {
        return CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(QueueTable.KEY)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(QueueTable.KEY)
                        .keyType(KeyType.HASH)
                        .build())
                // what a replica is fed from
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(view))
                .build();
    }

    private static void check(TableDescription table) {
        List<KeySchemaElement> key = table.keySchema();
        if (key.size() > 1 || !key.get(0).attributeName().equals(QueueTable.KEY)) {
            throw new AdminException("There is a table " + table.tableName() + " with another key than "
                    + QueueTable.KEY + ": choose another name, or delete it.");
        }
    }
}
