/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.server.Server;
import cafe.resilient.server.ServerFolder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import org.junit.jupiter.api.Test;

/**
 * The platform lifted into another application as the README says: what it wants of the cafe's WAR and no more, and the
 * bakery, on a server of its own.
 */
class LiftedIT {

    private static final String LIFTED =
            "/WEB-INF/(classes/cafe/resilient/platform/.*|classes/META-INF/persistence\\.xml"
                    + "|lib/.*|jboss-deployment-structure\\.xml)";

    private static final Pattern RECEIPT = Pattern.compile("([A-Z_]+) ([0-9a-f]{20})");

    private static final Lab lab = Cafe.lab();
    private static final Book book = new Book(lab, "bakery.loaves", "number", "kind, day");
    private static Server server;
    private static Site site;

    @BeforeAll
    static void open() throws Exception {
        Cafe.changeSchema("""
                create schema bakery;
                create table bakery.loaves (
                  id bigint generated always as identity primary key, number char(20) not null unique,
                  submission uuid not null, journey text not null, kind text not null, day date not null);
                grant usage on schema bakery to cafe_app;
                grant select, insert on bakery.loaves to cafe_app""");
        Cafe.createQueue("bakery-queue");
        Path provisioned = Path.of(System.getProperty("cafe.it.server"));
        ServerFolder folder = ServerFolder.cut(
                provisioned, provisioned.resolveSibling("it").resolve("bakery"), "bakery", "west,east", lab);
        String war = "deployments/ROOT.war";
        bakery(provisioned.resolve("standalone").resolve(war))
                .as(ZipExporter.class)
                .exportTo(folder.base().resolve(war).toFile(), true);
        server = Server.start(folder);
        site = new Site(server.http());
    }

    private static WebArchive bakery(Path cafe) {
        WebArchive lifted =
                ShrinkWrap.create(ZipImporter.class).importFrom(cafe.toFile()).as(WebArchive.class);
        return ShrinkWrap.create(WebArchive.class)
                .merge(lifted, Filters.include(LIFTED))
                .addPackage("bakery")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
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

    /** Answers the number of a loaf that was taken so. */
    private String take(String outcome) {
        HttpResponse<String> answer = site.send(
                "POST",
                "/loaves",
                "application/x-www-form-urlencoded",
                "kind=" + URLEncoder.encode("rye " + System.nanoTime(), UTF_8) + "&day=2030-03-01");
        Matcher receipt = RECEIPT.matcher(answer.body());
        assertThat(receipt.matches()).as(answer.body()).isTrue();
        assertThat(receipt.group(1)).isEqualTo(outcome);
        return receipt.group(2);
    }
}
