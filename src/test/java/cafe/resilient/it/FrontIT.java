/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static cafe.resilient.it.Site.page;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.server.Front;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Apache HTTPD in front of WildFly adds, and what it must not change. */
@ArquillianTest
class FrontIT {

    private Site site;
    private String root;

    @BeforeEach
    void throughTheFront() {
        site = new Site(Cafe.front().port());
        root = "http://127.0.0.1:" + Cafe.front().port();
    }

    @Test
    void httpdAcceptsTheConfiguration() {
        Path server = Path.of(System.getProperty("cafe.it.server"));

        assertThat(Front.check(server, Cafe.folder().resolve("front-check"))).endsWith("Syntax OK");
    }

    @Test
    void anOrderIsPlacedAndLeadsToItsPageAtTheFront() {
        HttpResponse<String> posted = site.submit("/order.xhtml", typed(), "Origin", root);

        assertThat(posted.statusCode()).isEqualTo(302);
        assertThat(posted.headers().firstValue("Location")).get().asString().startsWith(root + "/order.xhtml?number=");
        assertThat(posted.headers().firstValue("Set-Cookie")).get().asString().doesNotContainIgnoringCase("secure");
        assertThat(posted.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(page(site.follow(posted)).selectFirst("h1").text()).isEqualTo("Your table is booked");
    }

    @Test
    void anOrderByRestIsPlacedAndItsLocationIsAtTheFront() {
        HttpResponse<String> answer = site.postJson("/api/orders", order(name(), 4, "2030-03-01T19:30", ""));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).get().asString().startsWith(root + "/api/orders/");
        assertThat(site.follow(answer).statusCode()).isEqualTo(200);
    }

    @Test
    void whereTlsEndsInFrontOfItAddressesAndCookiesAreThoseOfHttps() {
        try (Front front = Cafe.front(Integer.getInteger("cafe.http.port"), "--scheme", "https")) {
            Site tls = new Site(front.port());
            String address = "https://127.0.0.1:" + front.port();

            HttpResponse<String> posted = tls.submit("/order.xhtml", typed(), "Origin", address);
            HttpResponse<String> order = tls.postJson("/api/orders", order(name(), 4, "2030-03-01T19:30", ""));

            assertThat(posted.headers().firstValue("Location"))
                    .get()
                    .asString()
                    .startsWith(address + "/order.xhtml?number=");
            assertThat(posted.headers().firstValue("Set-Cookie"))
                    .get()
                    .asString()
                    .containsIgnoringCase("; secure");
            assertThat(order.headers().firstValue("Location")).get().asString().startsWith(address + "/api/orders/");
            assertThat(order.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Host", "Forwarded", "X-Forwarded-For"})
    void aPostFromAnotherSiteIsRefusedWhateverItClaimsToBeForwardedFrom(String header) {
        HttpResponse<String> answer =
                site.submit("/order.xhtml", typed(), "Origin", "http://elsewhere.example", header, "elsewhere.example");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"404, /nothing.xhtml, There is nothing here", "404, /order.xhtml?number=1, We do not know this order"})
    void theApplicationsOwnErrorsArePassedOn(int status, String path, String heading) {
        HttpResponse<String> answer = site.get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(page(answer).selectFirst("h1").text()).isEqualTo(heading);
    }

    @ParameterizedTest
    @ValueSource(ints = {40_000, 5_000_000})
    void whatIsTooMuchIsRefusedByAPageOrAProblem(int bytes) {
        String body = "x".repeat(bytes);

        HttpResponse<String> form = site.send("POST", "/order.xhtml", "application/x-www-form-urlencoded", body);
        HttpResponse<String> order = site.postJson("/api/orders", body);

        assertThat(form.statusCode()).isEqualTo(413);
        assertThat(page(form).selectFirst("h1").text()).isEqualTo("That is too much");
        assertThat(order.statusCode()).isEqualTo(413);
        assertProblem(order);
    }

    @ParameterizedTest
    @CsvSource({
        "/%zz, GET, '', page",
        "/order.xhtml, POST, Transfer-Encoding: chunked, page",
        "/api/orders, POST, Transfer-Encoding: chunked, problem",
    })
    void whatCannotBeReadIsRefusedByAPageOrAProblem(String path, String method, String header, String told)
            throws IOException {
        String answer = Wire.say(
                Cafe.front().port(),
                "127.0.0.1",
                method + " " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n" + header
                        + "\r\n\r\nno chunk\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains(told.equals("page") ? "We did not understand that" : "application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"GET, /", "GET, /nothing.xhtml", "GET, /api/orders/1", "GET, /-/", "TRACE, /", "GET, /a%2fb"})
    void noAnswerSaysMoreOfTheServerThanItsName(String method, String path) {
        HttpResponse<String> answer = site.send(method, path, null, null);

        assertThat(answer.headers().firstValue("Server")).hasValue("Apache");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().map()).doesNotContainKeys("X-Powered-By", "x-powered-by");
        assertThat(answer.body()).doesNotContain("Apache/", "WildFly", "Undertow", "Debian", "Index of");
        assertThat(method.equals("TRACE") ? answer.statusCode() : 405).isEqualTo(405);
    }

    @Test
    void whatWouldBeTheFrontsOwnAndIsNotThereIsToldInTheSitesDesign() {
        for (String path : new String[] {"/-/", "/-/nothing"}) {
            HttpResponse<String> answer = site.get(path);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(page(answer).selectFirst("h1").text()).isEqualTo("There is nothing here");
        }
    }

    /** A server that comes back on the port of one that went. */
    static HttpServer serve(int port, HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 50);
        server.createContext("/", handler);
        server.start();
        return server;
    }

    static void answer(HttpExchange exchange, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
        send(exchange, 200, body);
    }

    /** Answers what another server did. */
    static void pass(HttpResponse<String> answer, HttpExchange exchange) throws IOException {
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        answer.headers()
                .firstValue("Location")
                .map(URI::create)
                .ifPresent(
                        to -> exchange.getResponseHeaders().set("Location", to.getRawPath() + "?" + to.getRawQuery()));
        send(exchange, answer.statusCode(), answer.body());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static void assertProblem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).getString("detail")).endsWith(".");
        assertThat(json(answer).getInt("status")).isEqualTo(answer.statusCode());
    }

    private static Map<String, String> typed() {
        return Map.of("name", name(), "people", "4", "at", "2030-03-01T19:30", "text", "");
    }
}
