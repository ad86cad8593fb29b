/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.server.Lending;
import cafe.resilient.server.Server;
import cafe.resilient.server.ServerFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The lending library of src/examples on a server of its own. */
abstract class Library {

    static final Lab lab = Cafe.lab();
    static final Book members = new Book(lab, "lending.members", "number", "card, name");
    static final Book log = new Book(lab, "lending.command_log", "number", "type");
    static final AtomicInteger cards = new AtomicInteger();
    private static final Path PROVISIONED = Path.of(System.getProperty("cafe.it.server"));
    private static Server server;
    static Site site;
    private int logged;

    static void open(Map<String, String> settings) throws Exception {
        Lending.prepare(lab);
        server = start("lending", settings);
        site = new Site(server.http());
    }

    static Server start(String name, Map<String, String> settings) throws IOException {
        ServerFolder folder = Lending.folder(PROVISIONED, base(name), name, lab);
        folder.properties().putAll(settings);
        return Server.start(folder);
    }

    private static Path base(String name) {
        return Cafe.folder().resolve(name);
    }

    private static Path serverLog() {
        return base("lending").resolve("log/server.log");
    }

    @BeforeEach
    void startOfTheLog() throws IOException {
        logged = Files.readString(serverLog()).length();
    }

    @AfterEach
    void heal() {
        lab.restore("west");
    }

    @AfterAll
    static void close() throws SQLException {
        if (server != null) {
            server.close();
        }
        Cafe.changeSchema("drop schema if exists lending cascade");
    }

    static void refused(String reason, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).getString("detail")).isEqualTo(reason);
    }

    static String state(String number) {
        return json(site.get("/commands/" + number)).getString("state");
    }

    static long fees(int card) {
        return Long.parseLong(site.get("/accounts/" + card).body());
    }

    static long count(String table, int card) {
        return new Book(lab, table, "card::text", "card").rows(String.valueOf(card));
    }

    static HttpResponse<String> lend(String copy, int card) {
        return post("/copies/" + copy + "/loans", "card=" + card);
    }

    static HttpResponse<String> pay(int card, int cents, String key) {
        return post("/payments", "card=" + card + "&cents=" + cents, "Idempotency-Key", key);
    }

    static HttpResponse<String> register(String name, int card) {
        return post("/members", "card=" + card + "&name=" + name);
    }

    static HttpResponse<String> post(String path, String form, String... headers) {
        return site.send("POST", path, "application/x-www-form-urlencoded", form, headers);
    }

    /** Answers the number of a member who was taken so. */
    static String register(String outcome) {
        return number(register("Ada", cards.incrementAndGet()), outcome);
    }

    /** A new member's card. */
    static int member() {
        int card = cards.incrementAndGet();
        number(register("Ada", card), "CONFIRMED");
        return card;
    }

    /** What an administrator does to the library's own queue. */
    static void queue(String... arguments) {
        Cafe.queue(Lending.QUEUE, arguments);
    }

    static String copy() {
        return "copy-" + cards.incrementAndGet();
    }

    static String number(HttpResponse<String> answer, String outcome) {
        assertThat(answer.body()).contains(outcome);
        return json(answer).getString("number");
    }

    /**
     * What becomes of loans and returns of one copy in turn, in an outage and after its end until calls are confirmed at once again.
     *
     * @param holdBack keeps the replay from being quicker than the calls
     */
    static List<String> statesOfOneCopy(String copy, Runnable holdBack) {
        int card = member();
        lab.readOnly();
        List<String> states = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        int confirmed = 0;
        for (int i = 0; confirmed < 4; i++) {
            HttpResponse<String> answer = i % 2 == 0 ? lend(copy, card) : post("/copies/" + copy + "/returns", "");
            if (answer.statusCode() == 202) {
                waiting.add(json(answer).getString("number"));
                confirmed = 0;
            } else if (answer.statusCode() == 503) {
                i--; // the same again
            } else {
                states.add(answer.statusCode() == 201 ? "CONFIRMED" : "REFUSED");
                confirmed++;
            }
            if (i == 40) {
                holdBack.run();
                lab.writable();
            }
        }
        lab.queues().up();
        for (String number : waiting) {
            Wait.until("it is decided", () -> !state(number).equals("QUEUED"));
            states.add(state(number));
        }
        return states;
    }

    /** What the server has logged in this test. */
    String log() {
        try {
            return Files.readString(serverLog()).substring(logged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
