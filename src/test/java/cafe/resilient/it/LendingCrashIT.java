/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.server.Lending;
import cafe.resilient.server.Server;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * K5 and K13 with F17: each sum is added once, though two servers replay, number with different keys, and one is killed at the
 * worst moments.
 */
@Tag("own-server")
class LendingCrashIT extends Library {

    private static final int MANY = 40;

    /** Numbers with the next key, and asks the queue's regions the other way round; null while there is none. */
    private static Server other;

    /** The first server knows the next key of the numbers, as all must before one uses it. */
    @BeforeAll
    static void open() throws Exception {
        open(Map.of("lending.keys", "1,2"));
    }

    private static Server other() throws IOException {
        if (other == null) {
            String[] regions = lab.queues().setting().split(",");
            other = start(
                    "lending-other",
                    Map.of("lending.keys", "2,1", "cafe.queue.regions", regions[1] + "," + regions[0]));
        }
        return other;
    }

    private static void killTheOther() {
        other.kill();
        other = null;
    }

    @AfterEach
    void healTheQueue() {
        lab.queues().up();
    }

    @AfterAll
    static void stopTheOther() {
        if (other != null) {
            other.close();
        }
    }

    @Test
    void paymentsAreBookedOnceThoughTwoReplayAndOneIsKilledBetweenCommitAndDelete() throws Exception {
        int card = member();
        Site there = new Site(other().http());
        lab.readOnly();
        List<String> keys = keys(MANY);
        for (String key : keys) { // both queue the same
            assertThat(pay(site, card, key).statusCode()).isEqualTo(202);
            assertThat(pay(there, card, key).statusCode()).isEqualTo(202);
        }
        lab.queues().loseDeletes();
        lab.writable();
        Wait.until("some are booked", () -> booked(card) > 0);
        killTheOther();
        lab.queues().up();

        requireBookedOnce(card, keys);
    }

    @Test
    void paymentsThatWereUnderWayInAServerThatWasKilledAreBookedOnceWhenTheyAreSentAgain() throws Exception {
        int card = member();
        Server doomed = other();
        lab.freeze(lab.writer());
        List<String> keys = keys(20);
        ExecutorService payers = Executors.newCachedThreadPool();
        List<Future<HttpResponse<String>>> unanswered = keys.stream()
                .map(key -> payers.submit(() -> pay(new Site(doomed.http()), card, key)))
                .toList();
        Wait.until("they wait", () -> doomed.management().busyThreads() >= keys.size());
        assertThat(unanswered).noneMatch(Future::isDone);
        killTheOther();
        payers.shutdownNow();
        lab.thaw();

        requireBookedOnce(card, keys);
    }

    @Test
    void whatIsPaidUnderAFormerKeyIsNotPaidAgainAndItsResultIsGiven() throws Exception {
        int card = member();
        String key = UUID.randomUUID().toString();
        JsonObject first = json(pay(site, card, key));

        JsonObject again = json(pay(new Site(other().http()), card, key));

        assertThat(again).isEqualTo(first);
        requireBookedOnce(card, List.of(key));
    }

    /** All of them, of one cent each, when they are sent again and nothing waits any more. */
    private static void requireBookedOnce(int card, List<String> keys) {
        for (String key : keys) {
            Wait.until("it is booked", () -> pay(site, card, key).statusCode() == 201);
        }
        for (String region : List.of("west", "east")) {
            try (Kept kept = new Kept(region, Lending.QUEUE)) {
                Wait.until("the queue is empty", () -> kept.waiting() == 0);
            }
        }
        assertThat(fees(card)).isEqualTo(keys.size());
        assertThat(booked(card)).isEqualTo(keys.size());
    }

    private static long booked(int card) {
        return count("lending.payments", card);
    }

    private static HttpResponse<String> pay(Site at, int card, String key) {
        return at.send(
                "POST",
                "/payments",
                "application/x-www-form-urlencoded",
                "card=" + card + "&cents=1",
                "Idempotency-Key",
                key);
    }

    private static List<String> keys(int many) {
        return Stream.generate(() -> UUID.randomUUID().toString()).limit(many).toList();
    }
}
