/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Cafe.changeSchema;
import static cafe.resilient.it.Cafe.isLogged;
import static cafe.resilient.it.Cafe.requireLogged;
import static cafe.resilient.it.MessageIT.message;
import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static cafe.resilient.it.Site.page;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Way;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody added a rule to the schema, or did not migrate it: who is concerned is told the truth, and all others go on. */
@ArquillianTest
class SchemaIT extends InOutage {

    private final Book messages = Cafe.messages();

    @AfterEach
    void mend() throws SQLException {
        lab.healNetwork();
        lab.restore("west"); // heal, which does more, comes after it
        changeSchema("drop function if exists cafe.no_such_guest() cascade");
        changeSchema("alter table if exists cafe.ordersraw drop constraint if exists no_such_guest");
        changeSchema("alter table if exists cafe.ordersraw_away rename to ordersraw");
        changeSchema("alter table cafe.ordersraw drop column if exists extra");
        changeSchema("alter role cafe_app set lock_timeout = '1s'");
    }

    @Test
    void anOrderThatARuleForbidsIsRefusedAndNotKept() throws SQLException {
        changeSchema(
                "alter table cafe.ordersraw add constraint no_such_guest check (ordrname not like 'Nobody%') not valid");
        String name = "Nobody " + name();

        HttpResponse<String> byRest = place(order(name, 2, AT, ""));
        HttpResponse<String> byPage =
                site.submit("/order.xhtml", Map.of("name", name, "people", "2", "at", AT, "text", ""));

        assertThat(byRest.statusCode()).isEqualTo(400);
        assertThat(json(byRest).getString("detail")).contains("does not accept");
        assertThat(byPage.statusCode()).isEqualTo(400);
        assertThat(byPage.body()).contains("does not accept what you wrote", name);
        assertThat(book.numbers(name)).isEmpty();
        try (Kept kept = new Kept("west")) {
            assertThat(kept.waiting()).isZero();
        }
        requireLogged("UDP0104", "23514");
    }

    /** PostgreSQL names no column for a value that is too long, and this one is not of the order. */
    @Test
    void anOrderWhoseOwnValuesFitIsKeptUntilTheColumnIsMended() throws SQLException {
        changeSchema("alter table cafe.ordersraw add column extra varchar(3)");
        changeSchema("alter table cafe.ordersraw alter column extra set default 'too long'");
        String name = name();

        HttpResponse<String> answer = place(order(name, 2, AT, ""));
        assertThat(answer.statusCode()).isEqualTo(202);
        requireLogged("UDP0308", "22001");

        changeSchema("alter table cafe.ordersraw drop column extra");
        Wait.until("it is entered", () -> book.numbers(name).equals(Set.of(numberOf(answer))));
    }

    /** It has waited for a writer, and was put into the queue beside its waiting: what is refused must not be entered later. */
    @Test
    void whatIsRefusedAfterAFailoverIsTakenBackFromTheQueue() throws Exception {
        changeSchema(
                "alter table cafe.ordersraw add constraint no_such_guest check (ordrname not like 'Nobody%') not valid");
        String name = "Nobody " + name();
        long setAside = Cafe.logged("UDP0305");
        lab.network("west").cut(Way.TO_SERVER, Way.TO_CLIENT);

        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> place(order(name, 2, AT, "")));
        try (Kept kept = new Kept("west")) {
            Wait.until("its copy is put", () -> kept.waiting() == 1);
            lab.healNetwork();

            assertThat(answer.get().statusCode()).isEqualTo(400);
            assertThat(kept.waiting()).isZero();
        }
        assertThat(Cafe.logged("UDP0305")).as("set aside").isEqualTo(setAside);
        assertThat(book.numbers(name)).isEmpty();
    }

    /** As when an index or a file of one table is broken, while the server is well. */
    @Test
    void aTableThatIsBrokenTakesNothingAndFlushesNoPoolOfEverybody() throws SQLException {
        changeSchema("create function cafe.no_such_guest() returns trigger language plpgsql as"
                + " $$ begin raise exception 'could not read' using errcode = '58030'; end $$");
        changeSchema("create trigger no_such_guest before insert on cafe.ordersraw for each row"
                + " execute function cafe.no_such_guest()");
        long flushes = Cafe.logged("UDP0204");
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> answer = place(order(name(), 2, AT, ""));
            assertThat(answer.statusCode()).isEqualTo(202);
            orders.add(numberOf(answer));
        }
        requireLogged("UDP0308", "SQLState 58030");
        assertThat(site.postJson("/api/messages", message(name(), "", "Is it open?"))
                        .statusCode())
                .isEqualTo(201);

        changeSchema("drop function cafe.no_such_guest() cascade");

        Wait.until("they are entered", () -> orders.stream().allMatch(number -> book.rows(number) == 1));
        assertThat(Cafe.logged("UDP0204") - flushes)
                .as("two orders have to find it out, and perhaps the replay")
                .isLessThanOrEqualTo(5);
    }

    /** More than one batch of them, and older than all others. */
    @Test
    void aHundredThatATriggerStopsHoldUpNobody() throws SQLException {
        changeSchema("create function cafe.no_such_guest() returns trigger language plpgsql as"
                + " $$ begin if new.ordrname like 'Nobody%' then raise exception 'no'; end if; return new; end $$");
        changeSchema("create trigger no_such_guest before insert on cafe.ordersraw for each row"
                + " execute function cafe.no_such_guest()");
        awaitKnownOutage();
        try (Kept kept = new Kept("west")) {
            for (int i = 0; i < 120; i++) {
                String submission = UUID.randomUUID().toString();
                String number = submission.replace("-", "").substring(0, 20);
                kept.put(number, "PlaceOrder", order("Nobody " + name(), 2, AT, "", submission));
            }
            String behind = numberOf(place(order(name(), 2, AT, "")));

            lab.restore("west");

            Wait.until("the one behind is entered", () -> book.rows(behind) == 1);
            changeSchema("drop function cafe.no_such_guest() cascade");
            Wait.until("the others, too", () -> kept.waiting() == 0);
        }
    }

    /** It is kept, and what is behind it is entered; that it fails while others go in makes it poison. */
    @Test
    void anOrderThatATriggerStopsIsKeptForSomebodyToLookAtAndHoldsUpNobody() throws SQLException {
        changeSchema(
                "create function cafe.no_such_guest() returns trigger language plpgsql as"
                        + " $$ begin if new.ordrname like 'Nobody%' then raise exception 'no %', new.ordrname; end if; return new; end $$");
        changeSchema("create trigger no_such_guest before insert on cafe.ordersraw for each row"
                + " execute function cafe.no_such_guest()");
        awaitKnownOutage();
        String stopped = numberOf(place(order("Nobody " + name(), 2, AT, "")));
        List<String> behind = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            behind.add(numberOf(place(order(name(), 2, AT, ""))));
        }

        lab.restore("west");

        Wait.until("those behind are entered", () -> behind.stream().allMatch(number -> book.rows(number) == 1));
        try (Kept kept = new Kept("west")) {
            Wait.until("it is set aside, as others go in and it does not", () -> {
                place(order(name(), 2, AT, ""));
                return kept.reason(stopped) != null;
            });
            assertThat(kept.reason(stopped)).contains("SQLState P0001");
        }
        HttpResponse<String> live = place(order("Nobody " + name(), 2, AT, ""));
        assertThat(live.statusCode()).as("at once, not after 6 s").isEqualTo(202);
        assertThat(json(live).getInt("waitedMs")).isLessThan(3_000);
        assertThat(page(site.get("/order.xhtml?number=" + numberOf(live))).text())
                .as("it did answer")
                .contains("Not taken by the database of region west")
                .doesNotContain("No answer");
        assertThat(Path.of(System.getProperty("cafe.log")))
                .content()
                .as("what a database says may quote a customer")
                .contains("UDP0308", "SQLState P0001")
                .doesNotContain("Nobody");
    }

    /** It speaks at COMMIT, which is refused then, not lost; and what was set aside is confirmed once the rule is gone. */
    @Test
    void anOrderThatADeferredRuleForbidsHoldsUpNobodyAndIsConfirmedWhenItIsSentAgain() throws SQLException {
        changeSchema("create function cafe.no_such_guest() returns trigger language plpgsql as"
                + " $$ begin if new.ordrname like 'Nobody%' then raise exception 'no'; end if; return null; end $$");
        changeSchema(
                "create constraint trigger no_such_guest after insert on cafe.ordersraw deferrable initially deferred"
                        + " for each row execute function cafe.no_such_guest()");
        awaitKnownOutage();
        String order = order("Nobody " + name(), 2, AT, "", UUID.randomUUID().toString());
        String stopped = numberOf(place(order));
        String behind = numberOf(place(order(name(), 2, AT, "")));

        lab.restore("west");

        Wait.until("the one behind is entered", () -> book.rows(behind) == 1);
        try (Kept kept = new Kept("west")) {
            Wait.until("it is set aside, as others go in and it does not", () -> {
                place(order(name(), 2, AT, ""));
                return kept.reason(stopped) != null;
            });
            assertThat(kept.reason(stopped)).contains("SQLState P0001");
        }
        changeSchema("drop function cafe.no_such_guest() cascade");
        assertThat(place(order).statusCode()).isEqualTo(201);
        awaitKnownOutage();
        assertThat(site.get("/api/orders/" + stopped).statusCode())
                .as("a database knows better than those set aside")
                .isEqualTo(503);
    }

    /** The schema was migrated before the application. */
    @Test
    void withAColumnItDoesNotKnowOrdersAreKeptNotRefused() throws SQLException {
        changeSchema("alter table cafe.ordersraw add extra text not null default ''");
        changeSchema("alter table cafe.ordersraw alter extra drop default");

        String order = numberOf(place(order(name(), 2, AT, "")));

        Wait.until("the replay meets it", () -> isLogged("UDP0308", "23502"));
        changeSchema("alter table cafe.ordersraw drop column extra");
        Wait.until("it is entered", () -> book.rows(order) == 1);
    }

    @Test
    void withoutItsTableOrdersWaitAndMessagesDoNot() throws SQLException {
        changeSchema("alter table cafe.ordersraw rename to ordersraw_away");
        awaitKnownOutage();
        String order = numberOf(place(order(name(), 2, AT, "")));
        String message = numberOf(site.postJson("/api/messages", message(name(), "", "hello")));

        lab.restore("west");

        Wait.until("the message is entered", () -> messages.rows(message) == 1);
        String later = numberOf(place(order(name(), 2, AT, "")));
        try (Kept kept = new Kept("west")) {
            assertThat(kept.hasWaiting(order)).isTrue();
        }
        requireLogged("UDP0308", "PlaceOrder");
        changeSchema("alter table cafe.ordersraw_away rename to ordersraw");
        awaitEmptyQueue();
        assertThat(book.rows(order)).isEqualTo(1);
        assertThat(book.rows(later)).isEqualTo(1);
    }

    /** And no longer than a second: also if the application's role gave up its own time-out. */
    @Test
    void whileSomebodyHoldsItsTableOrdersWaitAndMessagesDoNot() throws SQLException {
        changeSchema("alter role cafe_app set lock_timeout = 0");
        Cafe.management().flush("west", "flush-all");
        lab.closeEndpoints();
        place(order(name(), 2, AT, "the first of the outage"));
        String order = numberOf(place(order(name(), 2, AT, "")));
        String later = numberOf(place(order(name(), 2, AT, "")));
        String message = numberOf(site.postJson("/api/messages", message(name(), "", "hello")));

        try (Connection administrator = lab.connect(lab.writer(), "postgres");
                Statement lock = administrator.createStatement()) {
            administrator.setAutoCommit(false);
            lock.execute("lock table cafe.ordersraw in exclusive mode");
            lab.openEndpoints();
            Wait.until("the message is entered", () -> messages.rows(message) == 1);
            try (Kept kept = new Kept("west")) {
                assertThat(kept.hasWaiting(order)).isTrue();
            }
        } finally {
            lab.openEndpoints();
        }

        requireLogged("UDP0309", "PlaceOrder");
        awaitEmptyQueue();
        assertThat(book.rows(order)).isEqualTo(1);
        assertThat(book.rows(later)).isEqualTo(1);
    }

    private static String numberOf(HttpResponse<String> queued) {
        assertThat(queued.statusCode()).isEqualTo(202);
        return json(queued).getString("number");
    }
}
