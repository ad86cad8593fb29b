/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Cafe.requireLogged;
import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static cafe.resilient.it.Site.page;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** Every database gone: the order is accepted, kept, and entered once when one is back. */
@ArquillianTest
class OutageIT extends InOutage {

    @Test
    void everyDatabaseIsLostAndTheFirstRegionComesBackF13() throws Exception {
        everybodyIsTakenWhileTheDatabasesAreAwayAndComeBackIn("west");
    }

    @Test
    void everyDatabaseIsLostAndTheOtherRegionComesBackF13() throws Exception {
        everybodyIsTakenWhileTheDatabasesAreAwayAndComeBackIn("east");

        requireLogged("UDP0203", "region east now");
    }

    private void everybodyIsTakenWhileTheDatabasesAreAwayAndComeBackIn(String region) throws Exception {
        try (Customers customers = new Customers(site, PER_SECOND)) {
            customers.awaitAnswers(PER_SECOND);
            lab.loseAll(false);
            customers.awaitQueued(2 * PER_SECOND);

            lab.restore(region);

            customers.awaitAnswers(2 * PER_SECOND);
            customers.requireAllTaken(book);
        }
    }

    @Test
    void threeThousandOrdersWaitAndEachIsEnteredOnce() throws Exception {
        awaitKnownOutage();

        Set<String> numbers = new TreeSet<>();
        everybodyIsTakenDuring(() -> {
            numbers.addAll(placeMany(3_000));
            lab.restore("west");
            awaitEmptyQueue();
        });

        assertThat(numbers).hasSize(3_000);
        assertThat(book.numbers("M%")).containsAll(numbers);
    }

    @Test
    void theSameOrderBeforeDuringAndAfterTheOutageIsOneOrder() {
        UUID mine = UUID.randomUUID();
        String name = name();
        String order = orderOf(name, mine);
        String again = orderOf(name, UUID.randomUUID());

        HttpResponse<String> before = place(order);
        awaitKnownOutage();
        HttpResponse<String> during = place(order);
        HttpResponse<String> duringAgain = place(again);
        String number = json(before).getString("number");
        HttpResponse<String> lookedUp = site.get("/api/orders/" + number);
        lab.restore("west");
        awaitEmptyQueue();
        HttpResponse<String> after = place(order);
        HttpResponse<String> afterAgain = place(again);

        assertThat(before.statusCode()).isEqualTo(201);
        assertThat(List.of(during, duringAgain)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(json(answer).getString("number")).isEqualTo(number);
        });
        assertThat(json(lookedUp).getString("state")).isEqualTo("QUEUED");
        assertThat(after.statusCode()).isEqualTo(201);
        assertThat(json(afterAgain).getString("outcome")).isEqualTo("ALREADY_PLACED");
        assertThat(book.rows(number)).isEqualTo(1);
        assertThat(json(site.get("/api/orders/" + number)).getString("state")).isEqualTo("CONFIRMED");
    }

    @Test
    void aMessageIsKeptAndEnteredAsAnOrderIs() {
        awaitKnownOutage();
        String message = "{\"name\":\"" + name() + "\",\"text\":\"Is there oat milk?\"}";

        HttpResponse<String> sent = new Contract(site).check("/api/messages", site.postJson("/api/messages", message));
        String number = json(sent).getString("number");
        String shown = page(site.get("/message.xhtml?number=" + number)).text();
        lab.restore("west");
        awaitEmptyQueue();

        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(shown).contains("Thank you for your message").contains("as soon as our database takes it");
        assertThat(json(site.get("/api/messages/" + number)).getString("state")).isEqualTo("CONFIRMED");
    }

    @Test
    void aQueuedOrderTellsItsJourneyAndThePageWhatToDo() {
        awaitKnownOutage();
        HttpResponse<String> placed = new Contract(site).check("/api/orders", place(order(name(), 2, AT, "")));
        String number = json(placed).getString("number");

        HttpResponse<String> shown = site.get("/order.xhtml?number=" + number);
        HttpResponse<String> unknown = site.get("/api/orders/00000000000000000000");

        assertThat(json(placed).getInt("waitedMs"))
                .as("nobody waits in a known outage")
                .isLessThan(1_000);
        assertThat(page(shown).selectFirst("h1").text()).isEqualTo("We have your order");
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(unknown.statusCode()).as("it may be in a database").isEqualTo(503);
        lab.restore("west");
        awaitEmptyQueue();
        assertThat(json(site.get("/api/orders/" + number))
                        .getJsonArray("journey")
                        .getValuesAs(JsonObject.class))
                .extracting(step -> step.getString("tier") + " " + step.getString("what"))
                .containsExactly(
                        "APPLICATION received",
                        "QUEUE kept in the queue",
                        "QUEUE taken out of the queue",
                        "BACKEND entered in region west");
        requireLogged("UDP0202", "west");
        requireLogged("UDP0301", number);
        requireLogged("UDP0201", "west");
        requireLogged("UDP0304", "in region west");
    }

    @Test
    void onePoisonedOrderAmongAThousandGoodOnesIsSetAsideF21() throws Exception {
        awaitKnownOutage();
        String tooLong = "f".repeat(20);
        String unreadable = "e".repeat(20);
        try (Kept kept = new Kept("west")) {
            kept.put(tooLong, "PlaceOrder", poison());
            kept.put(unreadable, "PlaceOrder", "{\"people\":\"many\"}");
            Set<String> numbers = new TreeSet<>();

            everybodyIsTakenDuring(() -> {
                numbers.addAll(placeMany(1_000));
                lab.restore("west");
                Wait.until("those behind are entered", () -> book.numbers("M%").containsAll(numbers));
                assertThat(kept.hasWaiting(unreadable))
                        .as("it waits for its third look")
                        .isTrue();
                awaitEmptyQueue();
            });

            assertThat(kept.reason(tooLong)).contains("SQLState 22001");
            assertThat(kept.reason(unreadable)).contains("cannot read it");
            requireLogged("UDP0305", tooLong, "SQLState 22001");
            assertThat(json(new Contract(site).check("/api/orders/{number}", site.get("/api/orders/" + tooLong)))
                            .getString("state"))
                    .isEqualTo("SET_ASIDE");
        }
    }

    private static String poison() {
        return "{\"name\":\"%s\",\"people\":2,\"at\":\"2030-03-01T19:30:00\",\"text\":\"\",\"submission\":\"%s\"}"
                .formatted("x".repeat(60), UUID.randomUUID());
    }

    static String orderOf(String name, UUID submission) {
        return "{\"name\":\"%s\",\"people\":2,\"at\":\"%s\",\"text\":\"\",\"submission\":\"%s\"}"
                .formatted(name, AT, submission);
    }

    private Set<String> placeMany(int many) throws Exception {
        String tag = "M" + UUID.randomUUID().toString().substring(0, 8) + " ";
        ExecutorService crowd = Executors.newFixedThreadPool(16);
        try {
            List<Future<String>> placed = IntStream.range(0, many)
                    .mapToObj(i -> crowd.submit(() -> {
                        HttpResponse<String> answer = place(order(tag + i, 2, AT, ""));
                        assertThat(answer.statusCode()).isEqualTo(202);
                        return json(answer).getString("number");
                    }))
                    .toList();
            Set<String> numbers = new TreeSet<>();
            for (Future<String> number : placed) {
                numbers.add(number.get());
            }
            return numbers;
        } finally {
            crowd.shutdownNow();
        }
    }
}
