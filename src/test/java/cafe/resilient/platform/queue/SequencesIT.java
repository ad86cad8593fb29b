/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.it.Cafe;
import cafe.resilient.platform.queue.QueueTable.Page;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** In which order a sequence gives what waits of it, as DynamoDB keeps it. */
@Tag("own-server")
class SequencesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Instant NOW = Instant.parse("2030-03-01T18:30:00Z");

    private final String sequence = Sequences.name(UUID.randomUUID().toString());
    private final DynamoDbClient client = DynamoDbClient.builder()
            .region(Region.EU_CENTRAL_1)
            .endpointOverride(
                    URI.create("http://127.0.0.1:" + Cafe.lab().queues().port("west")))
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("lab", "lab")))
            .build();
    private final QueueTable table = new QueueTable(client, "west", "cafe-queue");
    private final List<QueueItem> put = new ArrayList<>();

    @AfterEach
    void empty() throws QueueAwayException {
        table.sequences().leave(put);
        table.delete(put.stream().map(QueueItem::number).toList());
        assertThat(item(sequence))
                .as("a sequence of which none waits leaves nothing")
                .isEmpty();
        table.close();
    }

    @Test
    void itGivesAllInTheOrderOfArrivalWhateverThePageHas() throws QueueAwayException {
        List<Integer> seconds = new ArrayList<>(IntStream.range(0, 120).boxed().toList());
        Collections.shuffle(seconds, new Random(1));
        for (int second : seconds) {
            put(second);
        }
        QueueItem free = new QueueItem(Map.of(QueueTable.KEY, AttributeValue.fromS("free")));
        QueueItem last = put.get(seconds.indexOf(119));

        List<QueueItem> heads = heads(List.of(free, last), NOW);

        assertThat(heads).hasSize(121).contains(free);
        assertThat(heads.stream().filter(item -> item != free).map(QueueItem::arrived))
                .containsExactlyElementsOf(
                        Stream.iterate(NOW, at -> at.plusSeconds(1)).limit(120).toList());
    }

    @Test
    void oneWaitsUntilItHasLeft() throws QueueAwayException {
        assertThat(table.sequences().waits(sequence, PATIENCE)).isFalse();
        QueueItem item = put(1);
        table.put(item, PATIENCE); // sent again

        assertThat(table.sequences().waits(sequence, PATIENCE)).isTrue();
        assertThat(table.page(null).items()).contains(item).noneMatch(one -> Sequences.isOne(one.number()));
        table.sequences().leave(List.of(item));
        assertThat(table.sequences().waits(sequence, PATIENCE)).isFalse();
    }

    @Test
    void whatIsSetAsideHoldsUpNobody() throws QueueAwayException {
        QueueItem item = put(1);

        table.setAside(item, "a test", NOW);

        assertThat(table.sequences().waits(sequence, PATIENCE)).isFalse();
        client.deleteItem(delete -> delete.tableName("cafe-queue-aside").key(QueueTable.key(item.number())));
    }

    /** A server died between two steps, or a region has not heard of it yet. */
    @Test
    void behindOneThatIsMissingTheyWaitAMinute() throws QueueAwayException {
        QueueItem missing = put(0);
        QueueItem next = put(1);
        table.delete(List.of(missing.number()));

        assertThat(heads(List.of(next), NOW.plusSeconds(59))).isEmpty();
        assertThat(heads(List.of(next), NOW.plusSeconds(61))).containsExactly(next);
    }

    /** Its note may be on its way from another region; if a server died between two steps, it never comes. */
    @Test
    void oneThatIsNotNotedWaitsAMinute() throws QueueAwayException {
        QueueItem item = put(1);
        table.sequences().leave(List.of(item));

        assertThat(heads(List.of(item), NOW.plusSeconds(59))).isEmpty();
        assertThat(heads(List.of(item), NOW.plusSeconds(61))).containsExactly(item);
    }

    /** One was sent to both, as the first did not answer. */
    @Test
    void whatIsNotedInTwoRegionsIsInTheSequenceOfTheLater() throws QueueAwayException {
        QueueItem item = put(1);
        client.putItem(put -> put.tableName("cafe-queue").item(item.at("east").attributes()));
        QueueItem next = put(2);

        assertThat(heads(List.of(next), NOW)).containsExactly(next);
    }

    /** A server died between two steps. */
    @Test
    void whatIsLeftOfASequenceIsSweptAway() throws QueueAwayException {
        QueueItem item = put(1);
        table.delete(List.of(item.number()));

        SequenceHeads.of(table, table.page(null), Set.of(), Clock.fixed(NOW.plusSeconds(61), ZoneOffset.UTC));

        assertThat(item(Sequences.item("west", sequence))).isEmpty();
    }

    @Test
    void whatWasPutIntoAnotherRegionIsDoneThereWhileThatAnswers() throws QueueAwayException {
        QueueItem item = item(1).at("east");

        assertThat(heads(List.of(item), NOW.plusSeconds(61))).isEmpty();
        assertThat(SequenceHeads.of(
                        table,
                        new Page(List.of(item), List.of(), null),
                        Set.of(),
                        Clock.fixed(NOW.plusSeconds(61), ZoneOffset.UTC)))
                .containsExactly(item);
    }

    /** As all items of a sequence are: in the region where they were put. */
    @Test
    void aCopyOfAnotherCallIsReplaced() throws QueueAwayException {
        QueueItem item = item(1);
        UUID call = UUID.randomUUID();
        table.putCopy(item.copyOf(call, NOW), PATIENCE);
        put.add(item);

        table.put(item, PATIENCE);

        assertThat(table.takeBack(item.number(), call, PATIENCE)).isFalse();
        assertThat(table.sequences().waits(sequence, PATIENCE)).isTrue();
    }

    @Test
    void manyAtOnceAreAllNoted() throws Exception {
        List<QueueItem> items = IntStream.range(0, 40).mapToObj(this::item).toList();
        put.addAll(items);

        CompletableFuture.allOf(items.stream()
                        .map(item -> CompletableFuture.runAsync(() -> keep(item)))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(heads(List.of(items.get(39)), NOW)).containsExactlyElementsOf(items);
    }

    private List<QueueItem> heads(List<QueueItem> page, Instant now) throws QueueAwayException {
        return SequenceHeads.of(
                table, new Page(page, List.of(), null), Set.of("east"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private void keep(QueueItem item) {
        try {
            table.put(item, PATIENCE);
        } catch (QueueAwayException e) {
            throw new IllegalStateException(e);
        }
    }

    private QueueItem put(int second) throws QueueAwayException {
        QueueItem item = item(second);
        put.add(item);
        table.put(item, PATIENCE);
        return item;
    }

    private QueueItem item(int second) {
        return new QueueItem(Map.of(
                QueueTable.KEY,
                AttributeValue.fromS(
                        UUID.randomUUID().toString().replace("-", "").substring(0, 20)),
                "type",
                AttributeValue.fromS("PlaceOrder"),
                "arrived",
                QueueItem.millis(NOW.plusSeconds(second)),
                "sequence",
                AttributeValue.fromS(sequence),
                "home",
                AttributeValue.fromS("west"),
                "at",
                QueueItem.millis(NOW)));
    }

    private Map<String, AttributeValue> item(String number) {
        return client.getItem(get -> get.tableName("cafe-queue").key(QueueTable.key(number)))
                .item();
    }
}
