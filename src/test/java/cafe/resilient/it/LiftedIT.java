/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.server.Server;
import cafe.resilient.server.ServerFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The platform in another application, as platform.md says: its jar, the libraries it depends on, and the bakery, on a server of its
 * own.
 */
class LiftedIT {

    /** What it takes of the cafe's WAR: nothing that is the cafe's. */
    private static final String OF_THE_WAR =
            "/WEB-INF/(classes/META-INF/persistence\\.xml|lib/.*|jboss-deployment-structure\\.xml)";

    private static final Pattern RECEIPT = Pattern.compile("([A-Z_]+) ([0-9a-f]{20})");

    private static final Lab lab = Cafe.lab();
    private static final Book book = new Book(lab, "bakery.loaves", "number", "kind, day, slot");
    private static final AtomicInteger slots = new AtomicInteger();
    private static Server server;
    private static Site site;
    private static Path log;
    private int logged;

    @BeforeAll
    static void open() throws Exception {
        Cafe.changeSchema("""
                create schema bakery;
                create table bakery.loaves (
                  id bigint generated always as identity primary key, number char(20) not null unique,
                  submission uuid not null, journey text not null, kind text not null, day date not null,
                  slot integer not null, constraint loaves_one_a_slot unique (day, slot));
                create table bakery.till (cents bigint not null);
                insert into bakery.till values (0);
                grant select, update on bakery.till to cafe_app;
                grant usage on schema bakery to cafe_app;
                grant select, insert on bakery.loaves to cafe_app""");
        Cafe.createQueue("bakery-queue");
        Path provisioned = Path.of(System.getProperty("cafe.it.server"));
        ServerFolder folder = ServerFolder.cut(
                provisioned, provisioned.resolveSibling("it").resolve("bakery"), "bakery", "west,east", lab);
        String war = "deployments/ROOT.war";
        bakery(provisioned, war)
                .as(ZipExporter.class)
                .exportTo(folder.base().resolve(war).toFile(), true);
        server = Server.start(folder);
        log = folder.log();
        site = new Site(server.http());
    }

    private static WebArchive bakery(Path provisioned, String war) {
        WebArchive given = ShrinkWrap.create(ZipImporter.class)
                .importFrom(provisioned.resolve("standalone").resolve(war).toFile())
                .as(WebArchive.class);
        return ShrinkWrap.create(WebArchive.class)
                .merge(given, Filters.include(OF_THE_WAR))
                .addAsLibrary(
                        provisioned.resolveSibling("resilient-platform.jar").toFile())
                .addPackage("bakery")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    @BeforeEach
    void startOfTheLog() throws IOException {
        logged = Files.readString(log).length();
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
        Cafe.changeSchema("drop schema if exists bakery cascade");
    }

    @Test
    void itsCallsSurviveAZoneFailover() {
        take("CONFIRMED"); // the first is slow by itself

        CompletableFuture<Void> failover = CompletableFuture.runAsync(() -> lab.zoneFailover(Duration.ofSeconds(1)));
        List<String> numbers = new ArrayList<>();
        long longest = 0;
        while (!failover.isDone()) {
            long sent = System.nanoTime();
            numbers.add(take("CONFIRMED"));
            longest = Math.max(longest, System.nanoTime() - sent);
        }
        failover.join();

        assertThat(Duration.ofNanos(longest)).as("one waited").isGreaterThan(Duration.ofSeconds(1));
        assertThat(numbers).allSatisfy(number -> assertThat(book.rows(number)).isEqualTo(1));
    }

    @Test
    void itsCallsSurviveTheLossOfEveryDatabase() {
        lab.loseAll(false);

        String number = take("QUEUED");
        assertThat(site.get("/loaves/" + number).body()).isEqualTo("QUEUED");
        lab.restore("west");
        Wait.until("it is entered", () -> site.get("/loaves/" + number).body().equals("CONFIRMED"));

        assertThat(book.rows(number)).isEqualTo(1);
    }

    /** It is no command, so nobody can tell whether it was executed: it must not be again. */
    @Test
    void aPaymentWhoseCommitReplyIsLostIsUnknownAndPaidOnce() {
        assertThat(post("/loaves/till", "cents=1")).isEqualTo("paid");
        long before = balance();

        lab.network("west").commitLost(1, false);
        String answer = post("/loaves/till", "cents=100");

        assertThat(answer).startsWith("unknown: ");
        assertThat(balance()).isEqualTo(before + 100);
    }

    @Test
    void aSlotThatIsTakenIsRefusedAtOnceByTheNameOfItsRule() {
        int slot = slots.incrementAndGet();
        assertThat(bake("rye", slot)).startsWith("CONFIRMED");

        long begun = System.nanoTime();
        assertThat(bake("wheat", slot)).startsWith("refused: ").contains("loaves_one_a_slot");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertThat(log()).doesNotContain("UDP0308").doesNotContain("UDP0309");
    }

    @Test
    void inAReplayTheLoafWhoseSlotIsTakenGoesToTheDeadLettersAndItsNeighboursGoIn() {
        int slot = slots.incrementAndGet();
        assertThat(bake("rye", slot)).startsWith("CONFIRMED");
        lab.loseAll(false);
        String taken = number(bake("wheat", slot), "QUEUED");
        List<String> neighbours = List.of(take("QUEUED"), take("QUEUED"));

        lab.restore("west");

        Wait.until("they are entered", () -> neighbours.stream().allMatch(number -> book.rows(number) == 1));
        try (Kept kept = new Kept("west", "bakery-queue")) {
            Wait.until("it is set aside", () -> kept.reason(taken) != null);
            assertThat(kept.reason(taken)).contains("23505", "loaves_one_a_slot");
        }
    }

    @Test
    void aRuleOfTheApplicationReachesItsCallerWithItsMessage() {
        assertThat(bake("stone", slots.incrementAndGet())).isEqualTo("refused: We bake no stones");
        assertThat(log()).doesNotContain("UDP0103");
    }

    @Test
    void aBugAndASlowStatementAreToldAsWhatTheyAreAndFlushNobodysPool() throws Exception {
        take("CONFIRMED");
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(
                () -> site.get("/loaves/till/audit/4").body());
        while (!slow.isDone()) {
            take("CONFIRMED");
        }

        assertThat(slow.get()).startsWith("not taken: ").contains("longer than the socket's time-out");
        assertThat(site.get("/loaves/till/guess").body()).startsWith("bug: ");
        assertThat(log()).contains("UDP0106").doesNotContain("UDP0204");
    }

    private static long balance() {
        return Long.parseLong(site.get("/loaves/till").body());
    }

    private static String bake(String kind, int slot) {
        return post("/loaves", "kind=" + URLEncoder.encode(kind, UTF_8) + "&day=2030-03-01&slot=" + slot);
    }

    private static String post(String path, String form) {
        return site.send("POST", path, "application/x-www-form-urlencoded", form)
                .body();
    }

    /** What the server has logged in this test. */
    private String log() {
        try {
            return Files.readString(log).substring(logged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers the number of a loaf that was taken so. */
    private String take(String outcome) {
        return number(bake("rye " + System.nanoTime(), slots.incrementAndGet()), outcome);
    }

    private static String number(String answer, String outcome) {
        Matcher receipt = RECEIPT.matcher(answer);
        assertThat(receipt.matches()).as(answer).isTrue();
        assertThat(receipt.group(1)).isEqualTo(outcome);
        return receipt.group(2);
    }
}
