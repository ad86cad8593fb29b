/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.BrowserIT.fill;
import static cafe.resilient.it.OrderResourceIT.name;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.Way;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K10: while databases fail, the customer is told what goes on, and neither reloads nor resends. */
@ArquillianTest
class TurningPageIT {

    private static final String BOOKED = "Your table is booked";

    private static final String NOTE_WHAT_IS_SAID =
            "new MutationObserver(() => { sessionStorage.said = document.getElementById('send').value + ' '"
                    + " + document.querySelector('.slow').textContent; })"
                    + ".observe(document.querySelector('.slow'), {childList: true})";

    private final Lab lab = Cafe.lab();

    @AfterEach
    void heal() {
        lab.healNetwork();
        lab.queues().up();
        lab.restore("west");
    }

    @Test
    void whileTheZoneFailsOverTheButtonAndALineSaySoAndTheOrderIsBooked() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.open("/order.xhtml");
            fill(browser, name());
            browser.script(NOTE_WHAT_IS_SAID);
            lab.network("west").cut(Way.TO_SERVER, Way.TO_CLIENT);

            CompletableFuture<Void> failover = CompletableFuture.runAsync(() -> {
                lab.zoneFailover(Duration.ofSeconds(2));
                lab.healNetwork();
            });
            browser.trySend();
            failover.join();

            Browser.until("it is booked", () -> browser.heading().equals(BOOKED));
            assertThat(browser.script("sessionStorage.said"))
                    .asString()
                    .startsWith("Ordering … This takes longer than usual")
                    .contains("within 7 seconds");
            assertThat(Cafe.book().rows(browser.find(".number").getText())).isEqualTo(1);
            browser.picture("order-booked-in-a-failover");
        }
    }

    /** What the customer sees meanwhile; the form stays here. */
    @Test
    void aFormOnItsWayIsSentOnceAndSaysWhatGoesOn() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.open("/order.xhtml");
            fill(browser, name());
            browser.script("window.sent = 0; window.fetch = () => { window.sent++; return new Promise(() => {}); }");

            browser.trySend();
            browser.trySend();
            browser.trySend();

            Browser.until(
                    "it says what goes on",
                    () -> browser.find(".slow").getText().contains("within 7 seconds"));
            assertThat(browser.value("send")).isEqualTo("Ordering …");
            assertThat(browser.script("window.sent")).isEqualTo(1L);
            browser.picture("order-on-its-way");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "message"})
    void afterAnOutageThePageTurnsByItself(String what) {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            lab.loseAll(false);
            browser.open("/" + what + ".xhtml");
            if (what.equals("order")) {
                fill(browser, name());
            } else {
                browser.type("name", name());
                browser.type("text", "The cake was good.");
            }

            browser.send();
            assertThat(browser.find("article").getDomAttribute("data-answer")).isEqualTo("QUEUED");
            browser.script("window.isTheSame = true");
            browser.picture(what + "-queued");
            lab.restore();
            awaitAnswer(browser, "CONFIRMED");

            assertThat(browser.script("window.isTheSame")).isEqualTo(true);
            assertThat(browser.find("[role=status]").getText())
                    .startsWith(what.equals("order") ? BOOKED : "Thank you for your message\nIt is stored");
            assertThat(browser.find(".journey").getText())
                    .contains("Kept safe in the queue", "Entered in the database");
            assertThat(browser.script("document.querySelectorAll('.asks').length"))
                    .isEqualTo(0L);
            browser.picture(what + "-queued-and-confirmed");
        }
    }

    @Test
    void withoutJavaScriptThePageTurnsToo() {
        try (Browser browser = new Browser(Cafe.front(), false)) {
            lab.loseAll(false);
            browser.open("/order.xhtml");
            fill(browser, name());

            browser.send();
            assertThat(browser.heading()).isEqualTo("We have your order");
            browser.picture("order-queued-without-javascript");
            lab.restore();

            Browser.until("it is booked", () -> browser.heading().equals(BOOKED));
        }
    }

    @Test
    void aPageThatStillAsksIsReadableInTheDark() {
        lab.loseAll(false);
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.dark();
            browser.open("/order.xhtml");
            fill(browser, name());
            browser.send();

            assertThat(browser.heading()).isEqualTo("We have your order");
            browser.picture("dark-order-queued");
        }
    }

    @Test
    void whatCannotBeLookedUpIsAskedAgainUntilItCan() {
        String order = OrderResourceIT.order(name(), 4, "2030-03-01T19:30", "");
        String number = Site.json(Cafe.site().postJson("/api/orders", order)).getString("number");
        lab.loseAll(false);
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.open("/order.xhtml?number=" + number);
            assertThat(browser.heading()).isEqualTo("We cannot look it up just now");
            browser.picture("order-cannot-look-it-up");

            lab.restore();

            Browser.until("it is found", () -> browser.heading().equals(BOOKED));
        }
    }

    @Test
    void whatNoDatabaseTakesIsSaidToBeLookedAtAndThePageTurnsWhenItIsRetried() throws SQLException {
        String name = name();
        String rule = "alter table cafe.ordersraw ";
        try (Browser browser = new Browser(Cafe.front(), true)) {
            Cafe.changeSchema(rule + "add constraint not_this_guest check (ordrname <> '" + name + "') not valid");
            try {
                lab.loseAll(false);
                browser.open("/order.xhtml");
                fill(browser, name);
                browser.send();
                browser.script("window.isTheSame = true");
                lab.restore("west");
                awaitAnswer(browser, "SET_ASIDE");
                browser.picture("order-set-aside");
            } finally {
                Cafe.changeSchema(rule + "drop constraint not_this_guest");
            }
            browser.script("document.querySelector('.asks a').focus()");

            String number = browser.find(".number").getText();
            Cafe.queue("cafe-queue", "retry", number);
            awaitAnswer(browser, "CONFIRMED");

            assertThat(browser.script("window.isTheSame")).isEqualTo(true);
            assertThat(browser.heading()).isEqualTo(BOOKED);
            assertThat(browser.script("document.activeElement.localName"))
                    .as("where the focus is, as the link that had it is gone")
                    .isEqualTo("h1");
            assertThat(Cafe.book().rows(number)).isEqualTo(1);
        }
    }

    private static void awaitAnswer(Browser browser, String answer) {
        Browser.until(
                "the page says " + answer,
                () -> answer.equals(browser.find("article").getDomAttribute("data-answer")));
    }
}
