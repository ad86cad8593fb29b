/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.server.Server;
import cafe.resilient.server.ServerFolder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * F17: servers that are killed with kill -9 at the worst moments, and two that replay at once. They have a queue of their
 * own, so that no other server does their work, and clocks that are minutes apart.
 */
@Tag("own-server")
class CrashIT {

    private static final String QUEUE = "crash-queue";

    private static final int MANY = 100;

    private final Lab lab = Cafe.lab();
    private final Book book = Cafe.book();
    private final Path provisioned = Path.of(System.getProperty("cafe.it.server"));
    private final List<Server> servers = new ArrayList<>();

    @BeforeEach
    void createTheQueue() throws Exception {
        Cafe.createQueue(QUEUE);
        try (Kept kept = new Kept("west", QUEUE)) {
            kept.putLeaseOfOldVersion();
        }
    }

    @AfterEach
    void heal() {
        servers.forEach(Server::close);
        lab.queues().up();
        lab.restore("west");
    }

    @Test
    void ordersSurviveAKillWhileTheyWaitAndAnotherBetweenCommitAndDeleteAndAServerThatOnlyReplaysEntersThemF17F18()
            throws Exception {
        Server first = start("first", lab.queues().setting(), Duration.ZERO);
        lab.readOnly();
        Set<String> numbers = placeInKnownOutage(new Site(first.http()), orders(MANY));
        lab.queues().slow(Duration.ofSeconds(2));
        List<String> beingPut = killOverItsCustomers(first);
        lab.queues().up();

        Server second = start("second", lab.queues().setting(), Duration.ofMinutes(5));
        int kept = waiting("west"); // of those that were being put some have come through
        assertThat(kept).isBetween(MANY, MANY + beingPut.size());
        lab.queues().loseDeletes();
        lab.writable(); // restore would heal the queue, too
        Wait.until(
                "the first row is committed", () -> book.numbers("K%").stream().anyMatch(numbers::contains));
        numbers.addAll(confirmedWhenSentAgain(beingPut, second));
        kill(second);
        assertThat(waiting("west")).as("committed, not deleted yet").isEqualTo(kept);
        lab.queues().up();

        Server third =
                start("third", lab.queues().setting(), Duration.ofMinutes(-5), Map.of("cafe.web.enabled", "false"));
        Wait.until("the queue is empty", () -> waiting("west") == 0);
        assertThat(new Site(third.http()).get("/order.xhtml").statusCode())
                .as("it only replays")
                .isEqualTo(503);
        assertThat(new Site(third.http())
                        .postJson("/api/orders", orders(1).get(0))
                        .statusCode())
                .isEqualTo(503);
        assertThat(numbers).hasSize(MANY + beingPut.size());
        requireOneRowEach(numbers);
    }

    @Test
    void twoReplayEachFromItsOwnRegionOfTheQueueAndOneIsKilledOverItsCustomersF17F18() throws Exception {
        String regions = lab.queues().setting();
        Server here = start("here", regions, Duration.ofMinutes(5));
        Server there = start("there", reversed(regions), Duration.ofMinutes(-5));
        lab.loseAll(false);
        List<String> orders = orders(500);
        Set<String> numbers = placeInKnownOutage(new Site(here.http()), orders);
        numbers.addAll(placeInKnownOutage(new Site(there.http()), orders));
        Wait.until("both have all", () -> waiting("west") == 500 && waiting("east") == 500);

        lab.restore("west");
        Wait.until("both are empty", () -> waiting("west") == 0 && waiting("east") == 0);
        assertThat(numbers).hasSize(500);
        requireOneRowEach(numbers);
        assertThat(setAside("west") + setAside("east")).isZero();

        lab.freeze(lab.writer());
        List<String> waitingForTheWriter = killOverItsCustomers(here);
        lab.thaw();
        requireOneRowEach(confirmedWhenSentAgain(waitingForTheWriter, there));
    }

    /** Orders that were on their way in it, as the customers sent them; none was answered. */
    private static List<String> killOverItsCustomers(Server server) throws Exception {
        List<String> orders = orders(20);
        ExecutorService customers = Executors.newFixedThreadPool(orders.size());
        List<Future<HttpResponse<String>>> unanswered = orders.stream()
                .map(order -> customers.submit(() -> new Site(server.http()).postJson("/api/orders", order)))
                .toList();
        Wait.until("they wait", () -> server.management().busyThreads() >= orders.size());
        assertThat(unanswered).noneMatch(Future::isDone);
        kill(server);
        customers.shutdownNow();
        return orders;
    }

    /** As their customers do; answers their numbers. */
    private static List<String> confirmedWhenSentAgain(List<String> orders, Server server) {
        List<JsonObject> answers = orders.stream()
                .map(order -> json(new Site(server.http()).postJson("/api/orders", order)))
                .toList();
        assertThat(answers).extracting(answer -> answer.getString("outcome")).containsOnly("CONFIRMED");
        return answers.stream().map(answer -> answer.getString("number")).toList();
    }

    private void requireOneRowEach(Collection<String> numbers) {
        assertThat(numbers).allSatisfy(number -> assertThat(book.rows(number)).isEqualTo(1));
    }

    private Server start(String name, String queueRegions, Duration skew) {
        return start(name, queueRegions, skew, Map.of());
    }

    private Server start(String name, String queueRegions, Duration skew, Map<String, String> settings) {
        ServerFolder folder = ServerFolder.cut(provisioned, Cafe.folder().resolve(name), name, "west,east", lab);
        folder.add(SkewedClock.class);
        folder.properties().put(SkewedClock.PROPERTY, skew.toString());
        folder.properties().put("cafe.queue.table", QUEUE);
        folder.properties().put("cafe.queue.regions", queueRegions);
        folder.properties().putAll(settings);
        Server server = Server.startCold(folder); // one that only replays never says that it is ready
        servers.add(server);
        return server;
    }

    private static void kill(Server server) throws IOException, InterruptedException {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        Wait.until("it is dead", () -> !process.isAlive());
    }

    private static String reversed(String regions) {
        String[] both = regions.split(",");
        return both[1] + "," + both[0];
    }

    private static Set<String> placeInKnownOutage(Site site, List<String> orders) {
        Set<String> numbers = new HashSet<>();
        orders.forEach(order -> {
            HttpResponse<String> queued = site.postJson("/api/orders", order);
            assertThat(queued.statusCode()).isEqualTo(202);
            numbers.add(json(queued).getString("number"));
        });
        return numbers;
    }

    private static List<String> orders(int many) {
        String tag = "K" + name();
        return IntStream.range(0, many)
                .mapToObj(i -> OutageIT.orderOf(tag + " " + i, UUID.randomUUID()))
                .toList();
    }

    private static int waiting(String region) {
        try (Kept kept = new Kept(region, QUEUE)) {
            return kept.waiting();
        }
    }

    private static int setAside(String region) {
        try (Kept kept = new Kept(region, QUEUE)) {
            return kept.setAside();
        }
    }
}
