/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.server.Server;
import cafe.resilient.server.ServerFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
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

/** The lending library on a server of its own, with the platform's jar and the libraries it depends on, as platform.md says. */
abstract class Library {

    /** What it takes of the cafe's WAR: nothing that is the cafe's. */
    private static final String OF_THE_WAR =
            "/WEB-INF/(classes/META-INF/persistence\\.xml|lib/.*|jboss-deployment-structure\\.xml)";

    static final Lab lab = Cafe.lab();
    static final Book members = new Book(lab, "lending.members", "number", "card, name");
    static final Book log = new Book(lab, "lending.command_log", "number", "type");
    static final AtomicInteger cards = new AtomicInteger();
    private static Server server;
    static Site site;
    private static Path serverLog;
    private int logged;

    @BeforeAll
    static void open() throws Exception {
        Cafe.changeSchema("""
                create schema lending;
                create table lending.command_log (
                  id bigint generated always as identity primary key, number char(20) not null unique,
                  type text not null, submission uuid not null, journey text not null, result text);
                create table lending.members (
                  id bigint generated always as identity primary key, number char(20) not null unique,
                  submission uuid not null, journey text not null, card integer not null, name varchar(40) not null,
                  fees bigint not null default 0, constraint members_one_a_card unique (card));
                create table lending.loans (
                  id bigint generated always as identity primary key, copy text not null, card integer not null,
                  returned boolean not null,
                  constraint loans_of_members foreign key (card) references lending.members (card));
                create unique index loans_one_a_copy on lending.loans (copy) where not returned;
                create table lending.payments (
                  id bigint generated always as identity primary key, card integer not null, cents integer not null);
                grant usage on schema lending to cafe_app;
                grant select, insert, update on all tables in schema lending to cafe_app""");
        Cafe.createQueue("lending-queue");
        Path provisioned = Path.of(System.getProperty("cafe.it.server"));
        ServerFolder folder = ServerFolder.cut(
                provisioned, provisioned.resolveSibling("it").resolve("lending"), "lending", "west,east", lab);
        String war = "deployments/ROOT.war";
        library(provisioned, war)
                .as(ZipExporter.class)
                .exportTo(folder.base().resolve(war).toFile(), true);
        server = Server.start(folder);
        serverLog = folder.log();
        site = new Site(server.http());
    }

    private static WebArchive library(Path provisioned, String war) {
        WebArchive given = ShrinkWrap.create(ZipImporter.class)
                .importFrom(provisioned.resolve("standalone").resolve(war).toFile())
                .as(WebArchive.class);
        return ShrinkWrap.create(WebArchive.class)
                .merge(given, Filters.include(OF_THE_WAR))
                .addAsLibrary(
                        provisioned.resolveSibling("resilient-platform.jar").toFile())
                .addPackage("lending")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    @BeforeEach
    void startOfTheLog() throws IOException {
        logged = Files.readString(serverLog).length();
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

    /** scripts/queue on the library's own queue. */
    static void queue(String... arguments) {
        Cafe.queue("lending-queue", arguments);
    }

    static String copy() {
        return "copy-" + cards.incrementAndGet();
    }

    static String number(HttpResponse<String> answer, String outcome) {
        assertThat(answer.body()).contains(outcome);
        return json(answer).getString("number");
    }

    /** What the server has logged in this test. */
    String log() {
        try {
            return Files.readString(serverLog).substring(logged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
