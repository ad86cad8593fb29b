/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.Site.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.server.Server;
import cafe.resilient.server.ServerFolder;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers are made with the servers' secret key, and a change of the key doubles and loses nothing (K1, K5). */
@ArquillianTest
class NumberKeyIT {

    private static final String QUEUE = "number-queue";

    private final Lab lab = Cafe.lab();
    private final Book book = Cafe.book();
    private final Path provisioned = Path.of(System.getProperty("cafe.it.server"));
    private ServerFolder folder;
    private Server server;

    /** Beside the server "cafe", with the same key and a queue of its own. */
    @BeforeEach
    void start() throws Exception {
        Cafe.createQueue(QUEUE);
        folder = ServerFolder.cut(provisioned, Cafe.folder().resolve("numbers"), "numbers", "west,east", lab);
        folder.properties().put("cafe.queue.table", QUEUE);
        server = Server.startCold(folder);
    }

    @AfterEach
    void heal() {
        server.close();
        lab.restore("west");
    }

    @Test
    void noOutsiderComputesThemAndAChangeOfTheKeyLosesAndDoublesNothing() throws Exception {
        String seen = name();
        String number = order("CONFIRMED", Cafe.site(), seen, UUID.randomUUID());
        assertThat(order("ALREADY_PLACED", site(), seen, UUID.randomUUID()))
                .as("another server calls it the same")
                .isEqualTo(number);
        assertThat(state(number)).isEqualTo("CONFIRMED");
        assertThat(site().get("/api/orders/" + withoutKey(seen)).statusCode())
                .as("what its content alone gives")
                .isEqualTo(404);
        String former = rowOfBefore();
        assertThat(state(former)).isEqualTo("CONFIRMED");

        String waiting = name();
        UUID submission = UUID.randomUUID();
        lab.loseAll(false);
        String queued = order("QUEUED", site(), waiting, submission);
        server.close();
        folder.fillCredentialStore(null, "--rotate-number-key");
        lab.restore("west");
        server = Server.startCold(folder);

        Wait.until("it is entered under the number it was queued with", () -> "CONFIRMED".equals(state(queued)));
        assertThat(order("CONFIRMED", site(), waiting, submission)).isEqualTo(queued);
        assertThat(order("ALREADY_PLACED", site(), waiting, UUID.randomUUID())).isEqualTo(queued);
        assertThat(order("ALREADY_PLACED", site(), seen, UUID.randomUUID())).isEqualTo(number);
        assertThat(state(number)).isEqualTo("CONFIRMED");
        assertThat(state(former)).isEqualTo("CONFIRMED");
        order("CONFIRMED", site(), name(), UUID.randomUUID());

        lab.loseAll(false);
        assertThat(order("QUEUED", site(), waiting, UUID.randomUUID()))
                .as("by the new key")
                .isNotEqualTo(queued);
        lab.restore("west");
        Wait.until("the queue is empty", this::isQueueEmpty);
        assertThat(book.numbers(waiting)).containsExactly(queued);
        assertThat(book.numbers(seen)).containsExactly(number);
    }

    private Site site() {
        return new Site(server.http());
    }

    /** Answers the number. */
    private static String order(String outcome, Site site, String name, UUID submission) {
        JsonObject receipt = json(site.postJson("/api/orders", OutageIT.orderOf(name, submission)));
        assertThat(receipt.getString("outcome", null)).as("%s", receipt).isEqualTo(outcome);
        return receipt.getString("number");
    }

    /** Null while it is not found. */
    private String state(String number) {
        HttpResponse<String> answer = site().get("/api/orders/" + number);
        return answer.statusCode() == 200 ? json(answer).getString("state") : null;
    }

    private boolean isQueueEmpty() {
        try (Kept west = new Kept("west", QUEUE);
                Kept east = new Kept("east", QUEUE)) {
            return west.waiting() + east.waiting() == 0;
        }
    }

    /** As rows were entered before numbers had a key. */
    private static String rowOfBefore() throws Exception {
        String name = name();
        String number = withoutKey(name);
        Cafe.changeSchema("""
                insert into cafe.ordersraw (ordrdgst, ordrname, ordrppl, ordrdttm, submission)
                values ('%s', '%s', 2, '2030-03-01T19:30', gen_random_uuid())""".formatted(number, name));
        return number;
    }

    private static String withoutKey(String name) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (String field : new String[] {"PlaceOrder", name, "2", "2030-03-01T19:30", ""}) {
            byte[] bytes = field.getBytes(UTF_8);
            sha.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            sha.update(bytes);
        }
        return HexFormat.of().formatHex(sha.digest(), 0, 10);
    }
}
