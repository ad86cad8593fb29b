/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.server.Front;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The site as a customer sees it: in a browser, through the front. The pictures are left in target/screenshots. */
@ArquillianTest
class BrowserIT {

    static final String AT = "2030-03-01T19:30";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOrderIsPlacedWithAndWithoutJavaScript(boolean javaScript) {
        try (Browser browser = new Browser(Cafe.front(), javaScript)) {
            browser.open("/");
            browser.picture("home");
            browser.find("main a.button").click();
            fill(browser, name());
            browser.picture("order-filled-in");

            browser.send();

            assertThat(browser.heading()).isEqualTo("Your table is booked");
            String number = browser.find(".number").getText();
            assertThat(browser.address()).endsWith("/order.xhtml?number=" + number);
            assertThat(Cafe.book().rows(number)).isEqualTo(1);
            browser.picture("order-booked-" + (javaScript ? "with" : "without") + "-javascript");
        }
    }

    @Test
    void theSameOrderAgainIsRecognised() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            String name = name();
            for (int i = 0; i < 2; i++) {
                browser.open("/order.xhtml");
                fill(browser, name);
                browser.send();
            }

            assertThat(browser.heading()).isEqualTo("You have already placed this order");
            assertThat(Cafe.book().rows(browser.find(".number").getText())).isEqualTo(1);
            browser.picture("order-already-placed");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageIsSentWithAndWithoutJavaScript(boolean javaScript) {
        try (Browser browser = new Browser(Cafe.front(), javaScript)) {
            browser.open("/message.xhtml");
            browser.type("name", name());
            browser.type("email", "zoe@example.com");
            browser.type("text", "The cake was good.");

            browser.send();

            assertThat(browser.heading()).isEqualTo("Thank you for your message");
            assertThat(Cafe.messages().rows(browser.find(".number").getText())).isEqualTo(1);
            browser.picture("message-sent-" + (javaScript ? "with" : "without") + "-javascript");
        }
    }

    @Test
    void theBrowserItselfStopsWhatCannotBeRight() {
        String[][] wrong = {{"name", ""}, {"people", ""}, {"people", "0"}, {"people", "10000"}, {"at", ""}};
        try (Browser browser = new Browser(Cafe.front(), true)) {
            for (String[] field : wrong) {
                browser.open("/order.xhtml");
                fill(browser, name());
                browser.set(field[0], field[1]);
                browser.script("addEventListener('invalid', event => { window.stopped = event.target.id; }, true)");

                browser.trySend();

                assertThat(browser.script("window.stopped"))
                        .as("where the page stays, as it was not sent")
                        .isEqualTo(field[0]);
            }
        }
    }

    @Test
    void eachBadFieldOfAnOrderIsNamedThereAndKeepsWhatWasTyped() {
        eachIsNamedAndKept("order", new String[][] {
            {"name", "x".repeat(41)}, {"people", "10000"}, {"at", "2001-01-01T19:30"}, {"text", "y".repeat(201)}
        });
    }

    @Test
    void eachBadFieldOfAMessageIsNamedThereAndKeepsWhatWasTyped() {
        eachIsNamedAndKept("message", new String[][] {
            {"name", "x".repeat(41)}, {"email", "not an address"}, {"text", "y".repeat(2001)}
        });
    }

    private static void eachIsNamedAndKept(String form, String[][] typed) {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.open("/" + form + ".xhtml");
            browser.doNotCheckTheForm();
            for (String[] field : typed) {
                browser.set(field[0], field[1]);
            }

            browser.send();

            for (String[] field : typed) {
                assertThat(browser.find("#" + field[0] + "-error").getText())
                        .as(field[0])
                        .endsWith(".");
                assertThat(browser.value(field[0])).isEqualTo(field[1]);
            }
            browser.picture(form + "-bad-fields");
        }
    }

    /** What a browser's own number or date field cannot show again is not kept by it: then the message has to say it. */
    @Test
    void whatIsNoNumberAndNoTimeIsNamedThere() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.open("/order.xhtml");
            browser.doNotCheckTheForm();
            browser.set("name", "Zoë");
            browser.set("people", "several");
            browser.set("at", "soon");

            browser.send();

            assertThat(browser.find("#people-error").getText()).contains("whole number");
            assertThat(browser.find("#at-error").getText()).contains("Please pick a day and a time that exist.");
            assertThat(browser.value("name")).isEqualTo("Zoë");
            browser.picture("order-no-number");
        }
    }

    @Test
    void aNumberNobodyHasIsNotKnown() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.open("/order.xhtml?number=00000000000000000000");

            assertThat(browser.heading()).isEqualTo("We do not know this order");
            browser.picture("order-not-known");
            browser.open("/nothing.xhtml");
            assertThat(browser.heading()).isEqualTo("There is nothing here");
            browser.picture("nothing-here");
        }
    }

    @Test
    void whatTheFrontItselfRefusesIsToldInTheSitesDesign() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.open("/-/nothing");
            assertThat(browser.heading()).isEqualTo("There is nothing here");
            browser.picture("front-nothing-here");

            browser.open("/message.xhtml");
            browser.doNotCheckTheForm();
            browser.script("document.getElementById('text').value = 'y'.repeat(70000)");
            browser.send();
            assertThat(browser.heading()).isEqualTo("That is too much");
            browser.picture("front-too-much");
        }
    }

    /** The answers to programs that misbehave, shown to a browser by a server between the two. */
    @Test
    void whatTheApplicationRefusesIsToldInTheSitesDesign() throws IOException {
        Site cafe = Cafe.site();
        String form = "application/x-www-form-urlencoded";
        String whole = "jakarta.faces.ViewState=stateless&order=order&send=x";
        Map<String, HttpResponse<String>> refused = Map.of(
                "/400", cafe.post("/order.xhtml", Map.of(), "forged"),
                "/403", cafe.send("POST", "/order.xhtml", form, whole, "Sec-Fetch-Site", "cross-site"),
                "/413", cafe.send("POST", "/order.xhtml", form, "x".repeat(70_000)));
        int port = Cafe.freePort();
        Cafe.front();
        HttpServer server = FrontIT.serve(port, exchange -> {
            String path = exchange.getRequestURI().toString();
            FrontIT.pass(refused.containsKey(path) ? refused.get(path) : cafe.get(path), exchange);
        });
        try (Front front = Cafe.front(port);
                Browser browser = new Browser(front, true)) {
            for (String path : new String[] {"/400", "/403", "/413"}) {
                assertThat(refused.get(path).statusCode()).isEqualTo(Integer.parseInt(path.substring(1)));
                browser.open(path);
                browser.picture("refused-" + path.substring(1));
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void everyPageFitsAPhone() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.resize(320, 640);
            for (String page : new String[] {"index", "menu", "where", "message", "order"}) {
                browser.open("/" + page + ".xhtml");

                assertThat(browser.width()).as(page).isEqualTo(320);
                browser.picture("phone-" + page);
            }
            fill(browser, name());
            browser.send();

            assertThat(browser.heading()).isEqualTo("Your table is booked");
            assertThat(browser.width()).isEqualTo(320);
            browser.picture("phone-order-booked");
        }
    }

    static void fill(Browser browser, String name) {
        browser.type("name", name);
        browser.type("people", "4");
        browser.type("at", AT);
        browser.type("text", "by the window");
    }
}
