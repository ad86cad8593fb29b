/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.platform.admin.AdminTool;
import cafe.resilient.platform.admin.QueueTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The queue's two regions are one table, and administrators work on it. */
@Tag("own-server")
class LabQueueIT extends LabQueue {

    @Test
    void whatIsWrittenOrDeletedInOneRegionIsSoInTheOther() {
        String order = put(west);
        assertThat(eventually(() -> queues.waiting("east").contains(order))).isTrue();

        delete(east, order);

        assertThat(eventually(() -> queues.waiting("west").isEmpty())).isTrue();
        assertThat(queues.waiting("east")).isEmpty();
    }

    @Test
    void manyAreCarriedOverWhole() {
        List<String> orders = IntStream.range(0, 300)
                .mapToObj(i -> put(i % 2 == 0 ? west : east))
                .sorted()
                .toList();

        assertThat(eventually(() -> queues.waiting("west").equals(orders)
                        && queues.waiting("east").equals(orders)))
                .isTrue();
    }

    @Test
    void theTablesOfAnotherApplicationAreReplicatedFromWhenTheyAreMade() {
        String table = "other-queue";
        String number = number();
        List.of(west, east).forEach(new QueueTables(table)::create);

        west.putItem(put -> put.tableName(table).item(command(number)));
        assertThat(eventually(() -> item(east, table, number).containsKey("type")))
                .isTrue();

        delete(east, table, number);
        assertThat(eventually(() -> item(west, table, number).isEmpty())).isTrue();
    }

    @Test
    void aPauseKeepsTheRegionsApartAndTheLaterChangeWins() {
        String order = put(west);
        assertThat(eventually(() -> queues.waiting("east").contains(order))).isTrue();
        queues.pauseReplication();
        assertThat(line("east")).endsWith(" replication-paused");

        String other = put(west);
        delete(west, order);
        String here = put(east);
        assertThat(queues.waiting("west")).containsExactly(other);
        assertThat(queues.waiting("east")).containsExactlyInAnyOrder(order, here);
        queues.resumeReplication();

        assertThat(eventually(() -> queues.waiting("west").size() == 2
                        && queues.waiting("east").equals(queues.waiting("west"))))
                .isTrue();
        assertThat(queues.waiting("west")).containsExactlyInAnyOrder(other, here);
    }

    @Test
    void aRegionThatWasDownCatchesUp() {
        queues.down("east");
        String order = put(west);
        assertThat(queues.waiting("east")).isEmpty();

        queues.up("east");

        assertThat(eventually(() -> queues.waiting("east").contains(order))).isTrue();
    }

    @Test
    void poisonLiesInTheQueueWhereverItIsUp() {
        queues.down("west");

        List<String> poison = queues.poison(2);

        assertThat(queues.waiting("east")).containsExactlyInAnyOrderElementsOf(poison);
        Map<String, AttributeValue> item = item(east, poison.get(0));
        assertThat(item).containsOnlyKeys("number", "type", "version", "payload", "submission", "journey", "at");
        assertThat(item.get("payload").s()).contains("x".repeat(60));
    }

    @Test
    void aLeaseIsNoCommand() {
        lease(west);

        assertThat(queues.waiting("west")).isEmpty();
    }

    @Test
    void aRestoreHealsTheQueueToo() {
        queues.down("west");
        queues.throttle("east");
        queues.pauseReplication();

        lab.restore();

        reconnect();
        String order = put(west);
        assertThat(eventually(() -> queues.waiting("east").contains(order))).isTrue();
    }

    // ---- the administrator's tool

    @Test
    void whatIsSetAsideIsTriedAgainOrDropped() {
        String again = setAside();
        String never = setAside();
        queues.down("west");

        queue("retry", again);
        queue("drop", never);

        assertThat(queues.aside("east")).isEmpty();
        assertThat(queues.waiting("east")).containsExactly(again);
        assertThat(item(east, again)).doesNotContainKeys("reason", "asideAt").containsKeys("type", "at");
    }

    /** Here the test is the replay, which meets it as soon as it is in the queue. */
    @Test
    void whatIsSetAsideAnewWhileItIsTriedAgainIsNotLost() throws Exception {
        String number = setAside();
        queues.down("west");
        queues.slow(Duration.ofMillis(200), "east");

        CompletableFuture<List<String>> script = CompletableFuture.supplyAsync(() -> queue("retry", number));
        assertThat(eventually(() -> queues.waiting("east").contains(number))).isTrue();
        putAside(number, 3);
        delete(east, number);

        assertThat(script.get()).containsExactly("back in the queue " + number);
        assertThat(queues.waiting("east")).isEmpty();
        assertThat(queues.aside("east")).containsExactly(number);
    }

    @Test
    void whatIsSetAsideIsListedAndAllOfItTriedAgain() {
        String one = setAside();
        String other = setAside();
        queues.awaitReplication(LONG);

        assertThat(queue("list"))
                .containsExactlyInAnyOrder(
                        one + " PlaceOrder 1970-01-01T00:00:00.002Z 22001",
                        other + " PlaceOrder 1970-01-01T00:00:00.002Z 22001");
        assertThat(queue("retry", "--all"))
                .containsExactlyInAnyOrder("back in the queue " + one, "back in the queue " + other);
        assertThat(queue("status"))
                .first()
                .asString()
                .matches("eu-central-1 waiting 2, the oldest for \\d+ s, dead letters 0");
        assertThatThrownBy(() -> queue("retry", one))
                .hasMessage("There is no dead letter with the number " + one + ".");
    }

    /** What it says. */
    private static List<String> queue(String... words) {
        List<String> said = new ArrayList<>();
        List<String> all = new ArrayList<>(List.of("queue"));
        all.addAll(List.of(words));
        AdminTool.run(all, Map.of("CAFE_QUEUE_REGIONS", queues.setting()), said::add);
        return said;
    }

    private String setAside() {
        String number = number();
        putAside(number, 2);
        return number;
    }

    private void putAside(String number, int at) {
        Map<String, AttributeValue> item = new HashMap<>(command(number));
        item.put("reason", AttributeValue.fromS("22001"));
        item.put("asideAt", AttributeValue.fromN(String.valueOf(at)));
        east.putItem(put -> put.tableName(TABLE + "-aside").item(item));
    }
}
