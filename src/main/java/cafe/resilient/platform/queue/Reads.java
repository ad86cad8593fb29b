/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static cafe.resilient.platform.queue.QueueTable.KEY;

import cafe.resilient.platform.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** What one region of the queue is asked by number; strongly consistent. */
final class Reads {

    /** DynamoDB gives no more items in one request. */
    private static final int AT_ONCE = 100;

    private final DynamoDbClient client;
    private final String table;
    private final String aside;

    /** @param aside the table of what was set aside */
    Reads(DynamoDbClient client, String table, String aside) {
        this.client = client;
        this.table = table;
        this.aside = aside;
    }

    /**
     * Some items of the table.
     *
     * @param items by number
     * @param missing numbers of what DynamoDB had no time for; what is in neither is not there
     */
    record Found(Map<String, Map<String, AttributeValue>> items, Set<String> missing) {}

    /** @param numbers each once */
    Found get(List<String> numbers, Duration patience) {
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        Set<String> missing = new HashSet<>();
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            KeysAndAttributes keys = keys(numbers.subList(from, Math.min(from + AT_ONCE, numbers.size())));
            BatchGetItemResponse answer = get(Map.of(table, keys), patience);
            answer.responses()
                    .getOrDefault(table, List.of())
                    .forEach(item -> items.put(item.get(KEY).s(), item));
            answer.unprocessedKeys().values().stream()
                    .flatMap(left -> left.keys().stream())
                    .forEach(key -> missing.add(key.get(KEY).s()));
        }
        return new Found(items, missing);
    }

    /**
     * Where a command is.
     *
     * @param whole false if one of the tables was not looked into, as it is throttled: not asked is not "not there"
     */
    record Place(Optional<Status> status, boolean whole) {}

    /** Asks both tables at once. */
    Place find(String number, Duration patience) {
        KeysAndAttributes key = keys(List.of(number));
        BatchGetItemResponse found = get(Map.of(table, key, aside, key), patience);
        Optional<Status> status =
                status(found, table, Status.State.QUEUED).or(() -> status(found, aside, Status.State.SET_ASIDE));
        return new Place(status, found.unprocessedKeys().isEmpty());
    }

    private static Optional<Status> status(BatchGetItemResponse found, String table, Status.State state) {
        return found.responses().getOrDefault(table, List.of()).stream()
                .map(item -> new QueueItem(item).status(state))
                .findFirst();
    }

    /** How many commands a table holds, and since when: of a large one, of its first megabyte. */
    Depth depth(String counted, Duration patience) {
        List<QueueItem> items = client
                .scan(scan -> scan.tableName(counted)
                        .projectionExpression("#t,#a")
                        .expressionAttributeNames(Map.of("#t", "type", "#a", "at"))
                        .overrideConfiguration(o -> o.apiCallTimeout(patience)))
                .items()
                .stream()
                .filter(item -> item.containsKey("type"))
                .map(QueueItem::new)
                .toList();
        return new Depth(items.size(), items.stream().map(QueueItem::at).min(Instant::compareTo));
    }

    private BatchGetItemResponse get(Map<String, KeysAndAttributes> keys, Duration patience) {
        return client.batchGetItem(
                get -> get.requestItems(keys).overrideConfiguration(o -> o.apiCallTimeout(patience)));
    }

    private static KeysAndAttributes keys(List<String> numbers) {
        return KeysAndAttributes.builder()
                .keys(numbers.stream().map(QueueTable::key).toList())
                .consistentRead(true)
                .build();
    }
}
