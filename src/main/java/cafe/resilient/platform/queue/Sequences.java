/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static cafe.resilient.platform.queue.QueueTable.key;
import static java.nio.charset.StandardCharsets.UTF_8;

import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.queue.Reads.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Which commands of a sequence wait that were put into one region of the queue, in the order of their arrival. Each sequence has an item of
 * the table, with a set of texts: when one that waits arrived, and its number. Each region has its own: what two regions write to one
 * item of a Global Table at once, one of them loses. An item has at most 400 KB, and is written anew by each put: a sequence is meant
 * for some hundreds that wait.
 */
public final class Sequences {

    /** Of the number of an item that is a sequence. */
    private static final String PREFIX = "sequence-";

    private static final String WAITING = "waiting";

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

    /** Short, whatever the application calls it. @param sequence of any length, and of whatever characters */
    static String name(String sequence) {
        return UUID.nameUUIDFromBytes(sequence.getBytes(UTF_8)).toString();
    }

    /** The number of a sequence's item. */
    static String item(String home, String name) {
        return PREFIX + home + "-" + name;
    }

    static boolean isOne(String number) {
        return number.startsWith(PREFIX);
    }

    /** Whether it is the item of a sequence of this region. */
    boolean isOurs(String number) {
        return number.startsWith(PREFIX + owner.region() + "-");
    }

    /** Keeps the item, and notes it in its sequence: both or none. Does nothing if one with its number is kept already that is no copy. */
    void put(QueueItem item, Duration patience) throws QueueAwayException {
        QueueItem here = item.at(owner.region());
        retryConflicts(
                patience,
                left -> Puts.isDone(() -> client.transactWriteItems(both -> both.transactItems(
                                put -> put.put(p -> p.tableName(table)
                                        .item(here.attributes())
                                        .conditionExpression(Puts.NEW_OR_COPY)
                                        .expressionAttributeNames(Puts.NUMBER_AND_CALL)),
                                add -> add.update(u -> u.tableName(table)
                                        .key(key(item(here)))
                                        .updateExpression("ADD #w :entry")
                                        .expressionAttributeNames(Map.of("#w", WAITING))
                                        .expressionAttributeValues(entryOf(here))))
                        .overrideConfiguration(o -> o.apiCallTimeout(left)))));
    }

    /** Whether any of that sequence waits that was put here. @param name see {@link #name} */
    boolean waits(String name, Duration patience) throws QueueAwayException {
        return !entries(item(owner.region(), name), patience).isEmpty();
    }

    /** In the order of arrival. */
    private List<String> entries(String sequence, Duration patience) throws QueueAwayException {
        Found found = owner.get(List.of(sequence), patience);
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

    /** They wait no longer, as they are entered. Before their items are deleted: who finds no item need not look for its entry. */
    public void leave(List<QueueItem> items) throws QueueAwayException {
        Map<String, List<String>> entries = new LinkedHashMap<>();
        items.stream()
                .filter(item -> item.sequence().isPresent())
                .forEach(item -> entries.computeIfAbsent(item(item), any -> new ArrayList<>())
                        .add(entry(item)));
        for (Map.Entry<String, List<String>> sequence : entries.entrySet()) {
            remove(sequence.getKey(), sequence.getValue());
        }
    }

    /** What takes it out of its sequence, as a part of a transaction; nothing if it has none. */
    List<TransactWriteItem> leaving(QueueItem item) {
        return item.sequence().isEmpty()
                ? List.of()
                : List.of(TransactWriteItem.builder()
                        .update(update -> update.tableName(table)
                                .key(key(item(item)))
                                .updateExpression("DELETE #w :entry")
                                .expressionAttributeNames(Map.of("#w", WAITING))
                                .expressionAttributeValues(entryOf(item)))
                        .build());
    }

    void remove(String sequence, List<String> entries) throws QueueAwayException {
        Duration patience = QueueTable.PATIENCE_OF_REPLAY;
        boolean[] more = {true};
        retryConflicts(
                patience,
                left -> more[0] = client.updateItem(update -> update.tableName(table)
                                .key(key(sequence))
                                .updateExpression("DELETE #w :entry")
                                .expressionAttributeNames(Map.of("#w", WAITING))
                                .expressionAttributeValues(Map.of(":entry", AttributeValue.fromSs(entries)))
                                .returnValues(ReturnValue.ALL_NEW)
                                .overrideConfiguration(o -> o.apiCallTimeout(left)))
                        .attributes()
                        .containsKey(WAITING));
        if (!more[0]) {
            deleteIfEmpty(sequence);
        }
    }

    /** Nothing if another one came. */
    void deleteIfEmpty(String sequence) throws QueueAwayException {
        retryConflicts(
                QueueTable.PATIENCE_OF_REPLAY,
                left -> Puts.isDone(() -> client.deleteItem(delete -> delete.tableName(table)
                        .key(key(sequence))
                        .conditionExpression("attribute_not_exists(#w)")
                        .expressionAttributeNames(Map.of("#w", WAITING))
                        .overrideConfiguration(o -> o.apiCallTimeout(left)))));
    }

    /** @param write given the time it may take; tried again while others write to the same sequence */
    void retryConflicts(Duration patience, Consumer<Duration> write) throws QueueAwayException {
        Deadline deadline = Deadline.in(patience);
        owner.ask(() -> {
            while (true) {
                try {
                    write.accept(QueueTable.left(deadline));
                    return null;
                } catch (TransactionCanceledException | TransactionConflictException e) {
                    if (!QueueFault.isConflict(e) || deadline.passed()) {
                        throw e;
                    }
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        });
    }

    /** An item that an administrator put back has no sequence any more, though it may still stand in a list. */
    static boolean isOf(QueueItem item, String sequence) {
        return item.sequence().isPresent() && sequence.equals(item(item));
    }

    static String item(QueueItem item) {
        return item(item.home(), item.sequence().orElseThrow());
    }

    private static Map<String, AttributeValue> entryOf(QueueItem item) {
        return Map.of(":entry", AttributeValue.fromSs(List.of(entry(item))));
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
