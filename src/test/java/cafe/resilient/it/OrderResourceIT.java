/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.server.Management;
import jakarta.json.JsonObject;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** Orders by REST, on the server as it is delivered and a real two-region database. */
@ArquillianTest
class OrderResourceIT {

    private final Site site = Cafe.site();
    private final Book book = Cafe.book();

    @Test
    void anOrderIsConfirmedAndARowOnAllThreeNodes() {
        String name = name();

        HttpResponse<String> answer = site.postJson("/api/orders", order(name, 4, "2030-03-01T19:30", "by the window"));

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonObject receipt = json(answer);
        String number = receipt.getString("number");
        assertThat(number).matches("[0-9a-f]{20}");
        assertThat(receipt.getString("outcome")).isEqualTo("CONFIRMED");
        assertThat(receipt.getString("region")).isEqualTo("west");
        assertThat(receipt.getInt("waitedMs")).isBetween(0, 7_000);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers().firstValue("Location")).get().asString().endsWith("/api/orders/" + number);
        for (String node : new String[] {"west-a", "west-b", "east-a"}) {
            assertThat(book.awaitRow(node, number))
                    .as("row on %s", node)
                    .isEqualTo(name + "|4|2030-03-01 19:30:00|by the window");
        }
    }

    /** Nor a thread, see {@link ProtocolIT}: the deadline counts from when one takes the request. */
    @Test
    void whatIsSentSlowlyCostsNothingOfTheWait() throws Exception {
        Management management = new Management(Integer.getInteger("cafe.management.port"));
        int slow = 1_000; // ms
        byte[] body = order(name(), 2, "2030-03-01T19:30", "").getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /api/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", Integer.getInteger("cafe.http.port"))) {
            OutputStream sent = socket.getOutputStream();
            sent.write(head.getBytes(StandardCharsets.US_ASCII));
            sent.write(body, 0, 1);
            long arrived = System.nanoTime();
            Wait.until("it is slow", () -> System.nanoTime() - arrived > slow * 1_000_000L);
            Wait.until("it holds no thread, nor does the server's own warming up", () -> management.busyThreads() == 0);
            sent.write(body, 1, body.length - 1);

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("CONFIRMED");
            assertThat(Integer.parseInt(answer.replaceFirst("(?s).*\"waitedMs\":([0-9]+).*", "$1")))
                    .isLessThan(slow);
        }
    }

    @Test
    void theIdempotencyKeyOfTheHeaderTellsARetryFromASecondOrder() {
        String order = order(name(), 4, "2030-03-01T19:30", "");
        String key = UUID.randomUUID().toString();

        assertThat(post(order, key).statusCode()).isEqualTo(201);
        assertThat(post(order, "\"" + key + "\"").statusCode())
                .as("a retry is confirmed again")
                .isEqualTo(201);
        assertThat(post(order, UUID.randomUUID().toString()).statusCode())
                .as("another's is not")
                .isEqualTo(200);
        HttpResponse<String> wrong = post(order, "1");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("Idempotency-Key must be a UUID");
    }

    private HttpResponse<String> post(String order, String key) {
        return site.send("POST", "/api/orders", "application/json", order, "Idempotency-Key", key);
    }

    @Test
    void aResubmissionIsRecognisedWithTheSameNumber() {
        String order = order(name(), 2, "2030-03-01T19:30", "");

        JsonObject first = json(site.postJson("/api/orders", order));
        HttpResponse<String> again = site.postJson("/api/orders", order);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).getString("outcome")).isEqualTo("ALREADY_PLACED");
        assertThat(json(again).getString("number")).isEqualTo(first.getString("number"));
        assertThat(book.rows(first.getString("number"))).isEqualTo(1);
    }

    /** Whoever is second waits for the first one's commit, and is told of it. */
    @Test
    void ofTwoAtTheSameMomentOneIsConfirmedAndTheOtherIsToldThatItIsAlreadyPlaced() throws Exception {
        for (int i = 0; i < 20; i++) {
            String order = order(name(), 2, "2030-03-01T19:30", "twice");
            CyclicBarrier together = new CyclicBarrier(2);
            Callable<JsonObject> customer = () -> {
                together.await();
                return json(site.postJson("/api/orders", order));
            };
            FutureTask<JsonObject> other = new FutureTask<>(customer);
            new Thread(other).start();

            List<JsonObject> receipts = List.of(customer.call(), other.get());

            assertThat(receipts)
                    .extracting(receipt -> receipt.getString("outcome"))
                    .containsExactlyInAnyOrder("CONFIRMED", "ALREADY_PLACED");
            assertThat(receipts)
                    .extracting(receipt -> receipt.getString("number"))
                    .allSatisfy(number -> assertThat(book.rows(number)).isEqualTo(1));
        }
    }

    @Test
    void theSameSubmissionAgainIsConfirmedAgain() {
        String order =
                order(name(), 2, "2030-03-01T19:30", "", UUID.randomUUID().toString());

        String number = json(site.postJson("/api/orders", order)).getString("number");
        HttpResponse<String> retry = site.postJson("/api/orders", order);

        assertThat(retry.statusCode()).isEqualTo(201);
        assertThat(json(retry).getString("outcome")).isEqualTo("CONFIRMED");
        assertThat(json(retry).getString("number")).isEqualTo(number);
        assertThat(book.rows(number)).isEqualTo(1);
    }

    @Test
    void theSameSubmissionWithOtherContentIsAnotherOrder() {
        String submission = UUID.randomUUID().toString();
        String name = name();

        JsonObject four = json(site.postJson("/api/orders", order(name, 4, "2030-03-01T19:30", "", submission)));
        JsonObject five = json(site.postJson("/api/orders", order(name, 5, "2030-03-01T19:30", "", submission)));

        assertThat(five.getString("outcome")).isEqualTo("CONFIRMED");
        assertThat(five.getString("number")).isNotEqualTo(four.getString("number"));
    }

    @Test
    void anHonestOtherSpellingIsTheSameOrder() {
        String name = name();

        JsonObject first = json(site.postJson("/api/orders", order(name + " Zo\u00eb", 2, "2030-03-01T19:30", "a b")));
        JsonObject again = json(
                site.postJson("/api/orders", order("  " + name + "  Zoe\u0308", 2, "2030-03-01T19:30:00", "a\\nb ")));

        assertThat(again.getString("number")).isEqualTo(first.getString("number"));
        assertThat(again.getString("outcome")).isEqualTo("ALREADY_PLACED");
    }

    @Test
    void anOrderCanBeLookedUpByItsNumberWithoutItsContent() {
        String name = name();
        String number = json(site.postJson("/api/orders", order(name, 3, "2030-03-01T19:30", "quiet")))
                .getString("number");

        HttpResponse<String> answer = site.get("/api/orders/" + number);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).keySet()).containsExactlyInAnyOrder("number", "state", "journey");
        assertThat(json(answer).getString("state")).isEqualTo("CONFIRMED");
        assertThat(json(answer).getJsonArray("journey")).isNotEmpty();
        assertThat(answer.body()).doesNotContain(name, "quiet", "19:30");
    }

    @Test
    void anUnknownNumberIsNotFound() {
        assertThat(site.get("/api/orders/00000000000000000000").statusCode()).isEqualTo(404);
        assertThat(site.get("/api/orders/nonsense").statusCode()).isEqualTo(404);
    }

    /** A name nobody else uses, so that tests do not meet each other's orders. */
    static String name() {
        return "Guest " + UUID.randomUUID().toString().substring(0, 13);
    }

    static String order(String name, int people, String at, String text) {
        return "{\"name\":\"%s\",\"people\":%d,\"at\":\"%s\",\"text\":\"%s\"}".formatted(name, people, at, text);
    }

    static String order(String name, int people, String at, String text, String submission) {
        return order(name, people, at, text).replaceFirst("}$", ",\"submission\":\"" + submission + "\"}");
    }
}
