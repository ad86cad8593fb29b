/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Cafe.requireLogged;
import static cafe.resilient.it.Customers.inTime;
import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static cafe.resilient.it.Site.page;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.server.Management;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** The queue slow, silent, refusing or away, while it is the only store; and away while it is not. */
@ArquillianTest
class QueueFaultsIT extends InOutage {

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
        everybodyIsTakenInAnOutageWith(() -> {
            lab.queues().mute("west");
            Wait.until(
                    "the other is asked first, until this one answers again",
                    () -> json(place(order(name(), 2, AT, ""))).getInt("waitedMs") < 200);
        });
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

    /** K3 and K9, and K5 of what was perhaps taken: it is sent again as it was, by a program and by the form as it came back. */
    @Test
    void withEveryStoreAwayTheCustomerIsToldTheTruthAndMaySendItAgainF15() {
        String order = order(name(), 2, AT, "", UUID.randomUUID().toString());
        String name = name();
        String submission = UUID.randomUUID().toString();
        Map<String, String> typed =
                Map.of("name", name, "people", "2", "at", AT, "text", "by the stove", "submission", submission);
        awaitKnownOutage();

        lab.queues().down();
        // a connection that was reset over a put leaves it unknown; once nobody connects any more, nothing is sent
        Wait.until("nothing is sent", () -> refused().equals("NOT_TAKEN"));
        lab.queues().up();
        lab.queues().mute();
        HttpResponse<String> unknown = inTime(() -> place(order));
        HttpResponse<String> form = inTime(() -> site.submit("/order.xhtml", typed));
        lab.queues().up();
        HttpResponse<String> queued = inTime(() -> place(order));
        lab.restore("west");
        HttpResponse<String> confirmed = inTime(() -> site.resubmit(form));

        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(json(unknown).getString("outcome")).isEqualTo("UNKNOWN");
        assertThat(form.statusCode()).isEqualTo(503);
        assertThat(page(form).text())
                .contains("We cannot say whether your order is in")
                .contains("it cannot be doubled");
        assertThat(page(form).selectFirst("[name=name]").val())
                .as("what was typed is kept")
                .isEqualTo(name);
        assertThat(page(form).selectFirst("[name=submission]").val()).isEqualTo(submission);
        assertThat(queued.statusCode()).isEqualTo(202);
        assertThat(confirmed.statusCode()).isEqualTo(302);
        assertThat(confirmed.headers().firstValue("Location"))
                .get()
                .asString()
                .as("his own, not somebody else's")
                .doesNotContain("again");
        awaitEmptyQueue();
        assertThat(place(order).statusCode()).isEqualTo(201);
        String number = json(queued).getString("number");
        assertThat(book.rows(number)).isEqualTo(1);
        assertThat(book.numbers(name)).hasSize(1);
        requireLogged("UDP0101", "PlaceOrder");
        requireLogged("UDP0102", "PlaceOrder " + number);
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
        HttpResponse<String> refused =
                new Contract(site).check("/api/orders", inTime(() -> place(order(name(), 2, AT, ""))));
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
        requireLogged("UDP0302", "does not answer");
        requireLogged("UDP0303", "answers again");
    }

    private static String state(Site management) {
        return json(management.get("/health/ready")).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals("stores"))
                .map(check -> check.getJsonObject("data").getString("state"))
                .findFirst()
                .orElseThrow();
    }
}
