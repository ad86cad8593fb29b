/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Status;
import cafe.resilient.platform.queue.Reads.Found;
import cafe.resilient.platform.queue.Reads.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * One region's copy of the queue: the table of what is to be done, and beside it the table of what was set aside, so
 * that poison stands in nobody's way. Reads are strongly consistent. Everything is tried once: who calls decides whether,
 * and where, to try again.
 */
public final class QueueTable {

    /** The replay has nobody waiting, and asks for much at once. */
    static final Duration PATIENCE_OF_REPLAY = Duration.ofSeconds(3);

    /** Requests that failed in a row when operators are told: one that was slow is no news. */
    private static final int FAILURES_UNTIL_TOLD = 3;

    /** Nothing is asked with less time than this. */
    static final Duration SHORTEST_REQUEST = Duration.ofMillis(30);

    private static final int WARM_UP_PUTS = 10;
    static final int ITEMS_OF_A_PAGE = 1_000;
    /** Of every item. */
    public static final String KEY = "number";

    static final String CALL = "call";

    /** With this begins the number of an item that is no command: somebody checks whether the table takes it. */
    public static final String CHECK = "check-";

    /**
     * Some of what is kept.
     *
     * @param lists numbers of the items of sequences
     * @param next where the next page begins; null after the last
     */
    public record Page(List<QueueItem> items, List<String> lists, String next) {}

    private final DynamoDbClient client;
    private final String region;
    private final String table;
    private final String aside;
    private final AtomicInteger failures = new AtomicInteger();
    private final Puts puts;
    private final Reads reads;
    private final Lease lease;
    private final Sequences sequences;

    QueueTable(DynamoDbClient client, String region, String table) {
        this.client = client;
        this.region = region;
        this.table = table;
        aside = deadLetters(table);
        puts = new Puts(client, table, aside);
        reads = new Reads(client, table, aside);
        lease = new Lease(client, table);
        sequences = new Sequences(this, client, table);
    }

    /** The table of the dead letters of a queue. */
    public static String deadLetters(String table) {
        return table + "-aside";
    }

    public String region() {
        return region;
    }

    /** Whether the last request was answered. */
    public boolean reachable() {
        return failures.get() == 0;
    }

    /** Whether so many were not that operators were told. */
    boolean isLost() {
        return failures.get() >= FAILURES_UNTIL_TOLD;
    }

    /** Keeps the item, unless one with its number is kept already: that is the same command. In place of a copy, nobody takes it back. */
    void put(QueueItem item, Duration patience) throws QueueAwayException {
        if (item.sequence().isPresent()) {
            sequences.put(item, patience);
        } else {
            ask(() -> puts.put(item, patience));
        }
    }

    public Sequences sequences() {
        return sequences;
    }

    /**
     * Keeps the copy, unless one with its number is kept already, whoever sent it: from now on two rely on that, and none takes it
     * back.
     */
    void putCopy(QueueItem copy, Duration patience) throws QueueAwayException {
        ask(() -> puts.putCopy(copy, Deadline.in(patience)));
    }

    /** What is left of it for one request. */
    static Duration left(Deadline deadline) {
        return Duration.ofNanos(Math.max(deadline.left(), SHORTEST_REQUEST.toNanos()));
    }

    /** Takes back the copy that this call put, unless somebody else relies on it by now. @return whether it was there */
    boolean takeBack(String number, UUID call, Duration patience) throws QueueAwayException {
        return ask(() -> puts.takeBack(number, call, patience));
    }

    /**
     * Makes the first command that is kept as quick as the others, by doing some puts that write nothing: what is needed for
     * one is loaded, connected and compiled then. An outage that begins with two hundred at once is no time for that.
     */
    public void warm() throws QueueAwayException {
        for (int i = 0; i < WARM_UP_PUTS; i++) {
            ask(() -> puts.putNothing(PATIENCE_OF_REPLAY));
        }
    }

    /** Where the command with this number is, if it is in one of the two tables. */
    Optional<Status> find(String number, Duration patience) throws QueueAwayException {
        Place place = ask(() -> reads.find(number, patience));
        if (place.status().isEmpty() && !place.whole()) {
            throw new QueueAwayException(
                    "Region " + region + " of the queue looked into one of its tables only", false, null);
        }
        return place.status();
    }

    /** Items by their numbers, each given once. */
    Found get(List<String> numbers, Duration patience) throws QueueAwayException {
        return ask(() -> reads.get(numbers, patience));
    }

    /** Whether nothing waits. A cheap question: every server puts it each second, however much there is. */
    public boolean isEmpty() throws QueueAwayException {
        Page page = page(null, 2); // the lease may be one of two
        return page.items().isEmpty()
                && page.next() == null; // DynamoDB may end a page early, even before its first item
    }

    /** Some of the items, from there on; from the start if it is null. */
    public Page page(String from) throws QueueAwayException {
        return page(from, ITEMS_OF_A_PAGE);
    }

    private Page page(String from, int most) throws QueueAwayException {
        ScanResponse page = ask(() -> client.scan(scan -> scan.tableName(table)
                .consistentRead(true)
                .limit(most)
                .exclusiveStartKey(from == null ? null : key(from))
                .overrideConfiguration(o -> o.apiCallTimeout(PATIENCE_OF_REPLAY))));
        List<QueueItem> all = page.items().stream()
                .map(QueueItem::new)
                .filter(item ->
                        !item.number().equals(Lease.ITEM) && !item.number().startsWith(CHECK))
                .toList();
        return new Page(
                all.stream().filter(item -> !Sequences.isOne(item.number())).toList(),
                all.stream().map(QueueItem::number).filter(Sequences::isOne).toList(),
                page.hasLastEvaluatedKey() ? page.lastEvaluatedKey().get(KEY).s() : null);
    }

    /** Deletes them; what DynamoDB leaves undone is met again in the next pass. */
    public void delete(List<String> numbers) throws QueueAwayException {
        ask(() -> puts.delete(numbers, PATIENCE_OF_REPLAY));
    }

    /**
     * Moves the item out of the way, with the reason why it could not be entered: in one transaction, as an administrator may be moving
     * it back just now.
     *
     * @return false if it is not there any more: another server has entered it, or set it aside
     */
    public boolean setAside(QueueItem item, String reason, Instant at) throws QueueAwayException {
        return moveAside(item.refused(Optional.empty()), reason, at);
    }

    /** The same, as a rule of the application refused it. @param why in the application's own words */
    public boolean refuse(QueueItem item, String why, Instant at) throws QueueAwayException {
        return moveAside(item.refused(Optional.of(why)), "refused by a rule of the application", at);
    }

    private boolean moveAside(QueueItem item, String reason, Instant at) throws QueueAwayException {
        Map<String, AttributeValue> attributes = item.setAside(reason, at).attributes();
        List<TransactWriteItem> besides = sequences.leaving(item);
        boolean[] moved = new boolean[1];
        sequences.retryConflicts(
                PATIENCE_OF_REPLAY, left -> moved[0] = puts.moveAside(item.number(), attributes, besides, left));
        return moved[0];
    }

    /** How many commands wait. @throws RuntimeException if it was not found out, which says nothing of the queue's health */
    public Depth depth() {
        return reads.depth(table, PATIENCE_OF_REPLAY);
    }

    /** How many dead letters there are. @throws RuntimeException if it was not found out */
    public Depth deadLetters() {
        return reads.depth(aside, PATIENCE_OF_REPLAY);
    }

    /** Whether it was taken, or renewed, a moment ago. */
    public boolean isLeaseFresh() {
        return lease.isFresh();
    }

    /** Takes or renews the {@link Lease}. @return false if somebody else has it */
    public boolean lease() throws QueueAwayException {
        return ask(lease::take);
    }

    /** Gives the lease back if we have it, so that nobody has to wait for it. */
    public void release() throws QueueAwayException {
        if (lease.isHeld()) {
            ask(lease::giveBack);
        }
    }

    void close() {
        client.close();
    }

    <T> T ask(Supplier<T> request) throws QueueAwayException {
        try {
            T answer = request.get();
            if (failures.getAndSet(0) >= FAILURES_UNTIL_TOLD) {
                LOG.queueFound(region);
            }
            return answer;
        } catch (SdkException e) {
            if (!QueueFault.isConflict(e) && failures.incrementAndGet() == FAILURES_UNTIL_TOLD) {
                LOG.queueLost(region, QueueFault.evidence(e));
            }
            throw new QueueAwayException(
                    "Region " + region + " of the queue does not answer (" + QueueFault.evidence(e) + ")",
                    QueueFault.mayBeDone(e),
                    QueueFault.isRefusal(e),
                    e);
        }
    }

    static Map<String, AttributeValue> key(String number) {
        return Map.of(KEY, AttributeValue.fromS(number));
    }
}
