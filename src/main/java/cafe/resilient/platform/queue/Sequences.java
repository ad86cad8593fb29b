/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static cafe.resilient.platform.queue.QueueTable.KEY;
import static cafe.resilient.platform.queue.QueueTable.key;
import static java.nio.charset.StandardCharsets.UTF_8;

import cafe.resilient.platform.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Which commands of a sequence wait in one region of the queue, in the order of their arrival. Each sequence has an item of the
 * table, with a set of texts: when one that waits arrived, and its number. An item of DynamoDB has at most 400 KB, so up to 10,000 of
 * a sequence wait.
 */
public final class Sequences {

    /** Of the number of an item that is a sequence. */
    private static final String PREFIX = "sequence-";

    private static final String WAITING = "waiting";

    /** DynamoDB gives no more items in one request. */
    private static final int AT_ONCE = 100;

    /** Between two tries, while others write to the same sequence. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final QueueTable owner;
    private final DynamoDbClient client;
    private final String table;

    Sequences(QueueTable owner, DynamoDbClient client, String table) {
        this.owner = owner;
        this.client = client;
        this.table = table;
    }

    /** The number of a sequence's item. @param name of any length, and of whatever characters */
    static String item(String name) {
        return PREFIX + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    static boolean isOne(String number) {
        return number.startsWith(PREFIX);
    }

    /** Keeps the item, and notes it in its sequence: both or none. Does nothing if one with its number is kept already. */
    void put(QueueItem item, Duration patience) throws QueueAwayException {
        Map<String, AttributeValue> entry = Map.of(":entry", AttributeValue.fromSs(List.of(entry(item))));
        retryConflicts(patience, left -> {
            try {
                client.transactWriteItems(both -> both.transactItems(
                                put -> put.put(p -> p.tableName(table)
                                        .item(item.attributes())
                                        .conditionExpression("attribute_not_exists(#n)")
                                        .expressionAttributeNames(Map.of("#n", KEY))),
                                add -> add.update(u -> u.tableName(table)
                                        .key(key(item.sequence().orElseThrow()))
                                        .updateExpression("ADD #w :entry")
                                        .expressionAttributeNames(Map.of("#w", WAITING))
                                        .expressionAttributeValues(entry)))
                        .overrideConfiguration(o -> o.apiCallTimeout(left)));
            } catch (TransactionCanceledException e) {
                if (!has(e, "ConditionalCheckFailed")) {
                    throw e;
                }
            }
        });
    }

    /** Whether any of that sequence waits. */
    boolean waits(String sequence, Duration patience) throws QueueAwayException {
        return !entries(sequence, patience).isEmpty();
    }

    /** In the order of arrival. */
    private List<String> entries(String sequence, Duration patience) throws QueueAwayException {
        Found found = get(List.of(sequence), patience);
        if (!found.missing().isEmpty()) { // throttled
            throw new QueueAwayException("A sequence of the queue could not be read", false, null);
        }
        return entries(found.items().get(sequence));
    }

    /** @param sequence its item; null if it has none, as none waits */
    static List<String> entries(Map<String, AttributeValue> sequence) {
        return sequence == null || !sequence.containsKey(WAITING)
                ? List.of()
                : sequence.get(WAITING).ss().stream().sorted().toList();
    }

    /**
     * Some items of the table.
     *
     * @param items by number
     * @param missing numbers of what DynamoDB had no time for; what is in neither is not there
     */
    record Found(Map<String, Map<String, AttributeValue>> items, Set<String> missing) {}

    /** @param numbers each once */
    Found get(List<String> numbers, Duration patience) throws QueueAwayException {
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        Set<String> missing = new HashSet<>();
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            KeysAndAttributes keys = KeysAndAttributes.builder()
                    .keys(numbers.subList(from, Math.min(from + AT_ONCE, numbers.size())).stream()
                            .map(QueueTable::key)
                            .toList())
                    .consistentRead(true)
                    .build();
            BatchGetItemResponse answer = owner.ask(() -> client.batchGetItem(get ->
                    get.requestItems(Map.of(table, keys)).overrideConfiguration(o -> o.apiCallTimeout(patience))));
            answer.responses()
                    .getOrDefault(table, List.of())
                    .forEach(item -> items.put(item.get(KEY).s(), item));
            answer.unprocessedKeys().values().stream()
                    .flatMap(left -> left.keys().stream())
                    .forEach(key -> missing.add(key.get(KEY).s()));
        }
        return new Found(items, missing);
    }

    /** It waits no longer, as it is entered or set aside. Before its item is deleted: who finds no item need not look for its entry. */
    public void leave(QueueItem item) throws QueueAwayException {
        if (item.sequence().isPresent()) {
            remove(item.sequence().get(), entry(item));
        }
    }

    void remove(String sequence, String entry) throws QueueAwayException {
        Duration patience = QueueTable.PATIENCE_OF_REPLAY;
        boolean[] more = {true};
        retryConflicts(
                patience,
                left -> more[0] = client.updateItem(update -> update.tableName(table)
                                .key(key(sequence))
                                .updateExpression("DELETE #w :entry")
                                .expressionAttributeNames(Map.of("#w", WAITING))
                                .expressionAttributeValues(Map.of(":entry", AttributeValue.fromSs(List.of(entry))))
                                .returnValues(ReturnValue.ALL_NEW)
                                .overrideConfiguration(o -> o.apiCallTimeout(left)))
                        .attributes()
                        .containsKey(WAITING));
        if (!more[0]) {
            retryConflicts(patience, left -> deleteIfEmpty(sequence, left));
        }
    }

    private void deleteIfEmpty(String sequence, Duration patience) {
        try {
            client.deleteItem(delete -> delete.tableName(table)
                    .key(key(sequence))
                    .conditionExpression("attribute_not_exists(#w)")
                    .expressionAttributeNames(Map.of("#w", WAITING))
                    .overrideConfiguration(o -> o.apiCallTimeout(patience)));
        } catch (ConditionalCheckFailedException e) {
            // another one came
        }
    }

    /** @param write given the time it may take; tried again while others write to the same sequence */
    private void retryConflicts(Duration patience, Consumer<Duration> write) throws QueueAwayException {
        Deadline deadline = Deadline.in(patience);
        owner.ask(() -> {
            while (true) {
                try {
                    write.accept(QueueTable.left(deadline));
                    return null;
                } catch (TransactionCanceledException | TransactionConflictException e) {
                    boolean conflict =
                            !(e instanceof TransactionCanceledException why) || has(why, "TransactionConflict");
                    if (!conflict || deadline.passed()) {
                        throw e;
                    }
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        });
    }

    private static boolean has(TransactionCanceledException e, String code) {
        return e.cancellationReasons().stream().map(CancellationReason::code).anyMatch(code::equals);
    }

    /** As texts they are in the order of arrival. */
    private static String entry(QueueItem item) {
        return "%015d %s".formatted(item.arrived().toEpochMilli(), item.number());
    }

    static String number(String entry) {
        return entry.substring(entry.indexOf(' ') + 1);
    }

    static Instant arrived(String entry) {
        return Instant.ofEpochMilli(Long.parseLong(entry.substring(0, entry.indexOf(' '))));
    }
}
