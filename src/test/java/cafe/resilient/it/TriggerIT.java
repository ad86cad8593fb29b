/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Cafe.changeSchema;
import static cafe.resilient.it.Cafe.requireLogged;
import static cafe.resilient.it.MessageIT.message;
import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static cafe.resilient.it.Site.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** A trigger stops some orders, or all of them: those are kept, and all others go on. */
@ArquillianTest
class TriggerIT extends ChangedSchema {

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
}
