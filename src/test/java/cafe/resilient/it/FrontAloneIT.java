/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.FrontIT.answer;
import static cafe.resilient.it.FrontIT.assertProblem;
import static cafe.resilient.it.FrontIT.serve;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static cafe.resilient.it.Site.page;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.server.Front;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Apache HTTPD says by itself while no server answers, or none that serves. */
@ArquillianTest
class FrontAloneIT {

    @Test
    void whileThereIsNoServerEverybodyIsToldTheTruth() {
        try (Front front = Cafe.front(Cafe.freePort())) {
            HttpResponse<String> page = new Site(front.port()).get("/menu.xhtml");
            HttpResponse<String> form =
                    new Site(front.port()).send("POST", "/order.xhtml", "application/x-www-form-urlencoded", "name=A");
            HttpResponse<String> order = new Site(front.port()).postJson("/api/orders", "{}");
            HttpResponse<String> question = new Site(front.port()).get("/api/orders/0");

            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(page(page).select("noscript meta[http-equiv=refresh]").attr("content"))
                    .isEqualTo("2");
            assertThat(page(page).select(":not(noscript) > meta[http-equiv=refresh]"))
                    .as("with scripts it stays as it is")
                    .isEmpty();
            assertThat(form.statusCode()).isEqualTo(503);
            assertThat(page(form).select("meta[http-equiv=refresh]")).isEmpty();
            assertThat(page(form).selectFirst("h1").text()).isEqualTo("We could not take it");
            assertThat(question.statusCode()).isEqualTo(503);
            assertProblem(question);
            assertThat(json(question)).as("of a question nothing becomes").doesNotContainKey("outcome");
            assertThat(order.statusCode()).isEqualTo(503);
            assertThat(order.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(json(order).getString("outcome")).isEqualTo("NOT_TAKEN");
            assertProblem(order);
        }
    }

    /** 502: WildFly is there, and the application is not. 503: it is being suspended. Neither has a body. */
    @ParameterizedTest
    @ValueSource(ints = {502, 503})
    void aServerThatIsThereAndDoesNotServeIsToldAsNone(int status) throws IOException {
        int port = Cafe.freePort();
        HttpServer server = serveNothing(port, status);
        try (Front front = Cafe.front(port)) {
            for (String path : new String[] {"/", "/menu.xhtml"}) {
                HttpResponse<String> page = new Site(front.port()).get(path);

                assertThat(page.statusCode()).isEqualTo(503);
                assertThat(page(page).selectFirst("h1").text()).isEqualTo("We are back in a moment");
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatIsSentWhileTheApplicationIsNotThereHasAnUnknownOutcome() throws IOException {
        int port = Cafe.freePort();
        HttpServer server = serveNothing(port, 502);
        try (Front front = Cafe.front(port)) {
            HttpResponse<String> form =
                    new Site(front.port()).send("POST", "/order.xhtml", "application/x-www-form-urlencoded", "name=A");
            HttpResponse<String> order = new Site(front.port()).postJson("/api/orders", "{}");

            assertThat(page(form).selectFirst("h1").text()).isEqualTo("We cannot say whether it is in");
            assertThat(json(order).getString("outcome")).isEqualTo("UNKNOWN");
        } finally {
            server.stop(0);
        }
    }

    /** The connection's first request or a later one: a hang-up without an answer would have browsers send it again. */
    @Test
    void whenTheServerDiesOverAnOrderItsOutcomeIsUnknown() throws IOException {
        int port = Cafe.freePort();
        HttpServer server = serve(port, exchange -> {
            if (exchange.getRequestMethod().equals("GET")) {
                answer(exchange, "here");
            }
            exchange.close();
        });
        try (Front front = Cafe.front(port)) {
            HttpResponse<String> page = new Site(front.port()).get("/order.xhtml");
            HttpResponse<String> form =
                    new Site(front.port()).send("POST", "/order.xhtml", "application/x-www-form-urlencoded", "name=A");
            HttpResponse<String> order = new Site(front.port()).postJson("/api/orders", "{}");

            assertThat(page.body()).isEqualTo("here");
            assertThat(form.statusCode()).isEqualTo(503);
            assertThat(page(form).selectFirst("h1").text()).isEqualTo("We cannot say whether it is in");
            assertThat(order.statusCode()).isEqualTo(503);
            assertThat(json(order).getString("outcome")).isEqualTo("UNKNOWN");
            assertProblem(order);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theFirstRequestAfterTheServersReturnIsServed() throws IOException {
        int port = Cafe.freePort();
        try (Front front = Cafe.front(port)) {
            assertThat(new Site(front.port()).get("/").statusCode()).isEqualTo(503);

            HttpServer server = serve(port, exchange -> answer(exchange, "back"));
            HttpResponse<String> page = new Site(front.port()).get("/");
            server.stop(0);

            assertThat(page.body()).isEqualTo("back");
        }
    }

    /** A server that answers each request by its status alone. */
    private static HttpServer serveNothing(int port, int status) throws IOException {
        return serve(port, exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }
}
