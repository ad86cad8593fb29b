/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Cafe.changeSchema;
import static cafe.resilient.it.Cafe.isLogged;
import static cafe.resilient.it.Cafe.requireLogged;
import static cafe.resilient.it.MessageIT.message;
import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Way;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** Somebody added a rule to the schema, or did not migrate it: who is concerned is told the truth, and all others go on. */
@ArquillianTest
class SchemaIT extends ChangedSchema {

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
}
