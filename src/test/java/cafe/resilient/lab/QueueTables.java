/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

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
 * The two tables of a queue: that of the commands that no database could take, and that of those set aside. The
 * application never makes them.
 *
 * @param name the first one's
 */
record QueueTables(String name) {
    private static final String NAMES = "[a-zA-Z0-9_.-]{3,200}";
    static final String NAME = "cafe-queue";
    static final String KEY = "number";

    /** By --table. */
    static QueueTables from(Arguments arguments) {
        String name = arguments.value("--table").orElse(NAME);
        if (!name.matches(NAMES)) {
            throw new LabException("'" + name + "' is no table's name: 3 to 200 letters, digits, or _ . -");
        }
        return new QueueTables(name);
    }

    String aside() {
        return name + "-aside";
    }

    List<String> both() {
        return List.of(name, aside());
    }

    /** Makes in one region what is not there yet. */
    void create(DynamoDbClient client) {
        both().forEach(table -> create(client, table, StreamViewType.NEW_IMAGE));
    }

    /** @throws LabException when there is one with another key */
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
                        .attributeName(KEY)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(KEY)
                        .keyType(KeyType.HASH)
                        .build())
                // what a replica is fed from
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(view))
                .build();
    }

    private static void check(TableDescription table) {
        List<KeySchemaElement> key = table.keySchema();
        if (key.size() > 1 || !key.get(0).attributeName().equals(KEY)) {
            throw new LabException("There is a table " + table.tableName() + " with another key than " + KEY
                    + ": choose another name, or delete it.");
        }
    }
}
