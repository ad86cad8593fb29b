/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.BrowserIT.AT;
import static cafe.resilient.it.BrowserIT.fill;
import static cafe.resilient.it.OrderResourceIT.name;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.server.Front;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While no server answers, the front does: the page comes back by itself, and nothing that was typed is gone. */
@ArquillianTest
class AwayIT {

    private final Lab lab = Cafe.lab();

    @AfterEach
    void heal() {
        lab.restore("west");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePageComesBackByItselfWhenTheServerDoes(boolean javaScript) throws IOException {
        int port = Cafe.freePort();
        Cafe.front();
        try (Front front = Cafe.front(port);
                Browser browser = new Browser(front, javaScript)) {
            browser.open("/menu.xhtml");
            assertThat(browser.heading()).isEqualTo("We are back in a moment");
            browser.picture("away-" + (javaScript ? "with" : "without") + "-javascript");

            HttpServer server = FrontIT.serve(port, exchange -> FrontIT.answer(exchange, "<h1 class=back>Menu</h1>"));
            long start = System.nanoTime();
            browser.find("h1.back");
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            server.stop(0);

            assertThat(waited).isLessThan(Duration.ofSeconds(3));
        }
    }

    /** With each loading a screen reader would begin anew. */
    @Test
    void whileNoServerAnswersThePageAsksWithoutLoadingItselfAnew() {
        Cafe.front();
        try (Front front = Cafe.front(Cafe.freePort());
                Browser browser = new Browser(front, true)) {
            browser.open("/menu.xhtml");
            browser.script("window.isTheSame = true");

            Browser.until(
                    "it has asked twice",
                    () -> browser.script(
                                    "performance.getEntriesByType('resource').filter(e => e.initiatorType === 'fetch').length")
                            .equals(2L));

            assertThat(browser.script("window.isTheSame")).isEqualTo(true);
        }
    }

    /** A server that is suspended answers, with an error and nothing else. */
    @Test
    void thePageDoesNotTakeAnEmptyErrorForTheOneThatWasWanted() throws IOException {
        int port = Cafe.freePort();
        AtomicInteger errors = new AtomicInteger();
        AtomicBoolean back = new AtomicBoolean();
        Cafe.front();
        try (Front front = Cafe.front(port);
                Browser browser = new Browser(front, true)) {
            browser.open("/order.xhtml?number=0");
            HttpServer server = FrontIT.serve(port, exchange -> {
                if (back.get()) {
                    FrontIT.answer(exchange, "<h1 class=back>Your order</h1>");
                } else {
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                    errors.incrementAndGet();
                }
            });
            Wait.until("it has asked twice", () -> errors.get() >= 2);
            assertThat(browser.heading()).isEqualTo("We are back in a moment");

            back.set(true);
            browser.find("h1.back");
            server.stop(0);
        }
    }

    /** Its key is the same, so whichever server takes it, and however often, places it once. */
    @Test
    void aFormThatMetNoServerIsSentAgainByThePage() throws IOException {
        int port = Cafe.freePort();
        Cafe.front();
        HttpServer server = serve(port);
        try (Front front = Cafe.front(port);
                Browser browser = new Browser(front, true)) {
            browser.open("/order.xhtml");
            fill(browser, name());
            server.stop(0);

            browser.trySend();
            Browser.until("it says so", () -> browser.find(".slow").getText().startsWith("No answer yet."));
            assertThat(browser.value("send")).isEqualTo("Ordering …");
            browser.picture("order-sent-again");
            server = serve(port);

            Browser.until("it is booked", () -> browser.heading().equals("Your table is booked"));
            assertThat(Cafe.book().rows(browser.find(".number").getText())).isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }

    /** With the form's page still in the browser, going back finds what was typed, and sending it again places it once. */
    @Test
    void withoutJavaScriptAnOrderThatMetNoServerIsStillInTheForm() throws IOException {
        int port = Cafe.freePort();
        Site cafe = Cafe.site();
        Cafe.front();
        String form = cafe.get("/order.xhtml").body();
        HttpServer server = FrontIT.serve(port, exchange -> FrontIT.answer(exchange, form));
        try (Front front = Cafe.front(port);
                Browser browser = new Browser(front, false)) {
            String name = name();
            browser.open("/order.xhtml");
            String submission = browser.value("submission");
            fill(browser, name);
            server.stop(0);

            browser.send();
            assertThat(browser.heading()).isEqualTo("We could not take it");
            browser.picture("away-form");
            browser.back();

            assertThat(browser.value("name")).isEqualTo(name);
            assertThat(browser.value("people")).isEqualTo("4");
            assertThat(browser.value("at")).isEqualTo(AT);
            assertThat(browser.value("submission")).isEqualTo(submission);
        }
    }

    /** The server that answers is gone for a while, and the one that comes then knows the order as confirmed. */
    @Test
    void thePageOutlivesTheServer() throws IOException {
        Cafe.front();
        lab.loseAll(false);
        String number = Site.json(
                        Cafe.site().postJson("/api/orders", OrderResourceIT.order(name(), 4, "2030-03-01T19:30", "")))
                .getString("number");
        int port = Cafe.freePort();
        HttpServer server = serve(port);
        try (Front front = Cafe.front(port);
                Browser browser = new Browser(front, true)) {
            browser.open("/order.xhtml?number=" + number);
            Browser.until("it is found", () -> browser.heading().equals("We have your order"));
            browser.script("window.isTheSame = true");

            server.stop(0);
            Browser.until(
                    "nobody answers",
                    () -> browser.script("fetch('/api/orders/1').then(answer => answer.status)")
                            .equals(503L));
            lab.restore();
            server = serve(port);

            Browser.until("it is booked", () -> browser.heading().equals("Your table is booked"));
            assertThat(browser.script("window.isTheSame")).isEqualTo(true);
        } finally {
            server.stop(0);
        }
    }

    /** A server whose going does not take the other tests' away: all it does is to ask that one. */
    private static HttpServer serve(int port) throws IOException {
        return FrontIT.serve(port, exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            HttpResponse<String> answer = Cafe.site()
                    .send(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            exchange.getRequestHeaders().getFirst("Content-Type"),
                            sent);
            FrontIT.pass(answer, exchange);
        });
    }
}
