/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.MessageIT.message;
import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WildFly refuses by itself, without a front before it, and what the front refuses as well. */
@ArquillianTest
class ProtocolIT {

    private static final String HERE = "127.0.0.1";
    private static final List<String> SAFETY = List.of(
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Permissions-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy");

    private final int direct = Integer.getInteger("cafe.http.port");

    @ParameterizedTest
    @ValueSource(strings = {"Host: elsewhere.example", "Host: localhost\r\nX-Forwarded-Host: elsewhere.example"})
    void noAddressIsMadeOfANameThatIsNotOurs(String host) throws IOException {
        String order = order(name(), 2, "2030-03-01T19:30", "");
        String request = "POST /api/orders HTTP/1.1\r\n" + host + "\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nContent-Length: " + order.length() + "\r\n\r\n" + order;

        assertThat(Wire.say(direct, HERE, request))
                .startsWith("HTTP/1.1 421")
                .contains("cafe.hosts", "nosniff")
                .doesNotContain("elsewhere");
    }

    @ParameterizedTest
    @CsvSource({
        "elsewhere.example, 421",
        "localhost, 200",
        "LOCALHOST:1, 200",
        "127.0.0.1, 200",
        "[::1]:80, 200",
        "localhost.elsewhere.example, 421"
    })
    void theFrontKnowsItsNames(String host, int status) throws IOException {
        String answer = Wire.say(
                Cafe.front().port(), HERE, "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("nosniff");
    }

    /** As a balancer's check may be: by HTTP/1.0, which has no name, or by a name of its own. */
    @ParameterizedTest
    @CsvSource({
        "GET, HTTP/1.0, '', 200",
        "GET, HTTP/1.1, Host: lb.internal, 200",
        "PATCH, HTTP/1.1, Host: localhost, 405"
    })
    void readyIsAskedByAnyName(String method, String version, String host, int status) throws IOException {
        String head = host.isEmpty() ? "" : host + "\r\n";

        assertThat(Wire.say(direct, HERE, method + " /ready " + version + "\r\n" + head + "Connection: close\r\n\r\n"))
                .startsWith(version + " " + status);
    }

    /** Else the empty form would be the answer, with 200: as if the order were in. */
    @ParameterizedTest
    @CsvSource({
        "/order.xhtml, order=order&send=x",
        "/order.xhtml, jakarta.faces.ViewState=stateless&send=x",
        "/order.xhtml, jakarta.faces.ViewState=stateless&order=order",
        "/, jakarta.faces.ViewState=stateless&order=order&send=x",
        "/menu.xhtml, jakarta.faces.ViewState=stateless&order=order&send=x"
    })
    void aFormThatDidNotArriveWholeIsToldSo(String page, String form) {
        HttpResponse<String> answer = Cafe.site()
                .send(
                        "POST",
                        page,
                        "application/x-www-form-urlencoded",
                        "name=Ada&people=2&at=2030-03-01T19:30&" + form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Nothing was stored");
    }

    @Test
    void aHeadThatEndsInCarriageReturnsAloneIsNoneAndNoSecondRequestIsReadBehindIt() throws IOException {
        String answer = Wire.say(
                direct,
                HERE,
                "GET /ready HTTP/1.1\r\nHost: localhost\r\nA: b\r\r\rGET /second HTTP/1.1\r\nHost: localhost\r\n"
                        + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 2",
                "Content-Length: 2\r\nContent-Length: 3"
            })
    void aBodyWhoseEndIsInDoubtIsRefused(String length) throws IOException {
        String request = "POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\n" + length + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n";

        assertThat(Wire.say(direct, HERE, request)).startsWith("HTTP/1.1 400");
        assertThat(Wire.say(Cafe.front().port(), HERE, request)).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nothing", "/api/orders/0", "/api/nothing", "/ready", "/-/nothing", "/order.xhtml?number=1"
            })
    void theHeadersOfSafetyAreOnEveryAnswerOnceAndTheSameWithAndWithoutAFront(String path) {
        Map<String, List<String>> alone = new Site(direct).get(path).headers().map();
        Map<String, List<String>> behind =
                new Site(Cafe.front().port()).get(path).headers().map();

        assertThat(alone).containsKeys(SAFETY.toArray(String[]::new));
        SAFETY.forEach(header -> {
            assertThat(alone.get(header)).as(header).hasSize(1);
            assertThat(behind.get(header)).as(header).isEqualTo(alone.get(header));
        });
        assertThat(alone).doesNotContainKey("Strict-Transport-Security");
    }

    /** More of them than WildFly has threads (264); nor does it help them to ask for leave first. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Expect: 100-continue\r\n"})
    void whoSendsABodyByteByByteHoldsNoThread(String expect) throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                Socket socket = Wire.connect(direct, HERE);
                held.add(socket);
                socket.getOutputStream()
                        .write(("POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        + expect + "Content-Length: 600\r\n\r\n{")
                                .getBytes(StandardCharsets.ISO_8859_1));
            }

            for (int i = 0; i < 5; i++) {
                assertThat(new Site(direct)
                                .postJson("/api/messages", message(name(), "", "hello"))
                                .statusCode())
                        .isEqualTo(201);
            }
            assertThat(Cafe.management().busyThreads()).isLessThan(100);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    /** Only the address may ask for a number, where the front counts the questions. */
    @Test
    void aFormThatAsksForANumberIsRefused() {
        assertThat(new Site(direct)
                        .send("POST", "/order.xhtml", "application/x-www-form-urlencoded", "number=1")
                        .statusCode())
                .isEqualTo(400);
    }
}
