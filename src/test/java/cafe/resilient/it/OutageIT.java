/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static cafe.resilient.it.Site.page;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.server.Management;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every database gone: the order is accepted, kept, and entered once when one is back. */
@ArquillianTest
class OutageIT {

    private static final int PER_SECOND = 20;

    private final Lab lab = Cafe.lab();
    private final Book book = Cafe.book();
    private final Site site = Cafe.site();

    @AfterEach
    void heal() {
        lab.queues().up();
        lab.restore("west");
        awaitEmptyQueue();
    }

    @Test
    void everyDatabaseIsLostAndTheFirstRegionComesBackF13() throws Exception {
        everybodyIsTakenWhileTheDatabasesAreAwayAndComeBackIn("west");
    }

    @Test
    void everyDatabaseIsLostAndTheOtherRegionComesBackF13() throws Exception {
        everybodyIsTakenWhileTheDatabasesAreAwayAndComeBackIn("east");
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

    /** What is done while customers order, and there is no database. */
    private interface Fault {
        void happen() throws Exception;
    }

    private void everybodyIsTakenDuring(Fault fault) throws Exception {
        try (Customers customers = new Customers(site, PER_SECOND)) {
            fault.happen();
            customers.awaitAnswers(2 * PER_SECOND);
            lab.restore("west");
            customers.requireAllTaken(book);
        }
    }

    @Test
    void tenThousandOrdersWaitAndEachIsEnteredOnce() throws Exception {
        awaitKnownOutage();

        Set<String> numbers = new TreeSet<>();
        everybodyIsTakenDuring(() -> {
            numbers.addAll(placeMany(10_000));
            lab.restore("west");
            awaitEmptyQueue();
        });

        assertThat(numbers).hasSize(10_000);
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
        assertThat(shown).contains("Thank you for your message").contains("our database is away");
        assertThat(json(site.get("/api/messages/" + number)).getString("state")).isEqualTo("CONFIRMED");
    }

    @Test
    void aQueuedOrderTellsItsJourneyAndThePageWhatToDo() {
        awaitKnownOutage();
        HttpResponse<String> placed = new Contract(site).check("/api/orders", place(order(name(), 2, AT, "")));
        String number = json(placed).getString("number");

        HttpResponse<String> shown = site.get("/order.xhtml?number=" + number);
        HttpResponse<String> unknown = site.get("/api/orders/00000000000000000000");

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
                awaitEmptyQueue();
            });

            assertThat(book.numbers("M%")).containsAll(numbers);
            assertThat(kept.reason(tooLong)).contains("SQLState 22001");
            assertThat(kept.reason(unreadable)).contains("cannot read it");
            assertThat(json(new Contract(site).check("/api/orders/{number}", site.get("/api/orders/" + tooLong)))
                            .getString("state"))
                    .isEqualTo("SET_ASIDE");
        }
    }

    private static String poison() {
        return "{\"name\":\"%s\",\"people\":2,\"at\":\"2030-03-01T19:30:00\",\"text\":\"\",\"submission\":\"%s\"}"
                .formatted("x".repeat(60), UUID.randomUUID());
    }

    @Test
    void putsWhoseRepliesAreLostAreTakenOnceF14() throws Exception {
        everybodyIsTakenInAnOutageWith(() -> lab.queues().loseReply(5));
    }

    @Test
    void aQueueThatIsSlowTakesOrdersAllTheSameF14() throws Exception {
        everybodyIsTakenInAnOutageWith(() -> lab.queues().slow(Duration.ofMillis(100)));
    }

    @Test
    void aQueueThatThrottlesTakesOrdersAllTheSameF14() throws Exception {
        everybodyIsTakenInAnOutageWith(() -> lab.queues().throttle(3));
    }

    @Test
    void aQueueThatIsAwayInOneRegionTakesOrdersAllTheSameF14() throws Exception {
        everybodyIsTakenInAnOutageWith(() -> lab.queues().down("west"));
    }

    @Test
    void aQueueThatIsSilentInOneRegionTakesOrdersAllTheSameF14() throws Exception {
        everybodyIsTakenInAnOutageWith(() -> lab.queues().mute("west"));
    }

    private void everybodyIsTakenInAnOutageWith(Fault faultOfTheQueue) throws Exception {
        awaitKnownOutage();
        everybodyIsTakenDuring(faultOfTheQueue);
    }

    @Test
    void ordersKeptInBothRegionsWhileTheyDoNotReplicateAreEnteredOnce() {
        awaitKnownOutage();
        lab.queues().pauseReplication();
        String order = order(name(), 2, AT, "");

        String number = json(place(order)).getString("number");
        lab.queues().down("west");
        HttpResponse<String> inTheOther = place(order);
        lab.queues().up("west");
        lab.restore("west");
        awaitEmptyQueue();
        lab.queues().resumeReplication();
        awaitEmptyQueue();

        assertThat(inTheOther.statusCode()).isEqualTo(202);
        assertThat(book.rows(number)).isEqualTo(1);
    }

    @Test
    void withEveryStoreAwayTheCustomerIsToldTheTruthF15() {
        awaitKnownOutage();

        lab.queues().down();
        // a connection that was reset over a put leaves it unknown; once nobody connects any more, nothing is sent
        Wait.until("nothing is sent", () -> refused().equals("NOT_TAKEN"));
        lab.queues().up();
        lab.queues().mute();
        HttpResponse<String> unknown = place(order(name(), 2, AT, ""));
        String name = name();
        HttpResponse<String> form =
                site.submit("/order.xhtml", Map.of("name", name, "people", "2", "at", AT, "text", "by the stove"));
        lab.queues().up();
        HttpResponse<String> queued = place(order(name(), 2, AT, ""));

        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(json(unknown).getString("outcome")).isEqualTo("UNKNOWN");
        assertThat(form.statusCode()).isEqualTo(503);
        assertThat(page(form).text())
                .contains("We cannot say whether your order is in")
                .contains("it cannot be doubled");
        assertThat(page(form).selectFirst("[name=name]").val())
                .as("what was typed is kept")
                .isEqualTo(name);
        assertThat(queued.statusCode()).isEqualTo(202);
    }

    /** Met by chaos with seed 3: it went on asking the queue while a writer was there. */
    @Test
    void anOrderThatTheQueueRefusesIsConfirmedOnceAWriterIsBack() throws Exception {
        lab.readOnly();
        assertThat(place(order(name(), 2, AT, "the first of the outage")).statusCode())
                .isEqualTo(202);
        lab.queues().down();

        CompletableFuture<HttpResponse<String>> waiting =
                CompletableFuture.supplyAsync(() -> place(order(name(), 2, AT, "")));
        Management management = new Management(Integer.getInteger("cafe.management.port"));
        Wait.until("it waits", () -> management.busyThreads() > 0);
        lab.writable();

        assertThat(waiting.get().statusCode()).isEqualTo(201);
    }

    private String refused() {
        HttpResponse<String> refused = new Contract(site).check("/api/orders", place(order(name(), 2, AT, "")));
        assertThat(refused.statusCode()).isEqualTo(503);
        return json(refused).getString("outcome");
    }

    @Test
    void whenOnlyTheQueueIsAwayNobodyNoticesButHealth() {
        lab.queues().down();
        Site management = new Site(Integer.getInteger("cafe.management.port"));

        Wait.until("health says so", () -> state(management).equals("degraded"));

        String number = json(place(order(name(), 2, AT, ""))).getString("number");
        assertThat(json(site.get("/api/orders/" + number)).getString("state")).isEqualTo("CONFIRMED");
        assertThat(management.get("/health/ready").statusCode()).isEqualTo(200);
        lab.queues().up();
        Wait.until("health says so", () -> state(management).equals("whole"));
    }

    private static String state(Site management) {
        return json(management.get("/health/ready")).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals("orders"))
                .map(check -> check.getJsonObject("data").getString("state"))
                .findFirst()
                .orElseThrow();
    }

    // ---- what they share

    private static final String AT = "2030-03-01T19:30";

    /** No database, and the application has known it for so long that nobody waits any more. */
    private void awaitKnownOutage() {
        lab.loseAll(false);
        assertThat(place(order(name(), 2, AT, "the first of the outage")).statusCode())
                .isEqualTo(202);
    }

    private void awaitEmptyQueue() {
        try (Kept west = new Kept("west");
                Kept east = new Kept("east")) {
            Wait.until("the queue is empty", () -> west.waiting() == 0 && east.waiting() == 0);
        }
    }

    private HttpResponse<String> place(String order) {
        return site.postJson("/api/orders", order);
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
