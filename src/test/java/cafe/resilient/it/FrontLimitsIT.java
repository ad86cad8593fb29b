/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.FrontIT.serve;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.server.Front;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Apache HTTPD lets one client do, and that it does not hurt the others. Each client is a loopback address. */
class FrontLimitsIT {

    private static final String CLIENT = "127.0.0.2";
    private static final String OTHER = "127.0.0.3";
    private static final String UNKNOWN = "/api/orders/00000000000000000000";

    private HttpServer server;
    private Front front;

    @BeforeEach
    void serveNothingButThis() throws IOException {
        Cafe.front();
        Assumptions.assumeTrue(Front.canLimit(), "There is no mod_qos here (Debian: libapache2-mod-qos).");
        int port = Cafe.freePort();
        server = serve(port, exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().toString().contains("000") ? 404 : 200, -1);
            exchange.close();
        });
        front = Cafe.limitingFront(port, "--define", "CAFE_CLIENT_POSTS=10", "--define", "CAFE_CLIENT_CONNECTIONS=20");
    }

    @AfterEach
    void stop() {
        if (front != null) {
            front.close();
            server.stop(0);
        }
    }

    @Test
    void whoSendsTooMuchIsToldToWaitAndMayStillRead() throws IOException {
        for (int i = 1; i < 10; i++) {
            assertThat(ask(CLIENT, "POST", "/api/orders", "")).startsWith("HTTP/1.1 200");
        }

        String order = ask(CLIENT, "POST", "/api/orders", "");
        String form = ask(CLIENT, "POST", "/order.xhtml", "");

        assertThat(order)
                .startsWith("HTTP/1.1 429")
                .contains("\r\nRetry-After: 60\r\n", "application/problem+json", "\"outcome\":\"NOT_TAKEN\"");
        assertThat(form).startsWith("HTTP/1.1 429").contains("We could not take it", "nichts angekommen", "nosniff");
        assertThat(ask(CLIENT, "GET", "/order.xhtml", "")).startsWith("HTTP/1.1 200");
        assertThat(ask(CLIENT, "GET", "/api/orders/1", "")).startsWith("HTTP/1.1 200");
        assertThat(ask(OTHER, "POST", "/api/orders", "")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNKNOWN,
                "/api/messages/00000000000000000000",
                "/order.xhtml?number=000",
                "/message.xhtml?a=b&%6eumber=000",
                "/api;a/orders;b/000"
            })
    void whoGuessesNumbersIsSoonToldNothingMoreAndMayStillOrder(String guess) throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(ask(CLIENT, "GET", guess, "")).startsWith("HTTP/1.1 404");
        }

        assertThat(ask(CLIENT, "GET", guess, "")).startsWith("HTTP/1.1 429").contains("\r\nRetry-After: ");
        assertThat(ask(CLIENT, "GET", "/api/orders/1", "")).startsWith("HTTP/1.1 429");
        assertThat(ask(CLIENT, "POST", "/api/orders", "")).startsWith("HTTP/1.1 200");
        assertThat(ask(CLIENT, "GET", "/order.xhtml", "")).startsWith("HTTP/1.1 200");
        assertThat(ask(OTHER, "GET", guess, "")).startsWith("HTTP/1.1 404");
    }

    /** A page that waits asks every 1.5 s; five of them for two minutes of it. */
    @Test
    void pagesThatWaitMayAskOn() throws IOException {
        for (int i = 0; i < 400; i++) {
            assertThat(ask(CLIENT, "GET", "/api/orders/1", "")).startsWith("HTTP/1.1 200");
        }
    }

    /** Neither half a head nor half a body: nor by a trickle, which no answer would end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: localhost\r\nA",
                "POST /api/orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30000\r\n\r\n{"
            })
    void whoSendsHalfARequestIsGivenUpAndNobodyElseWaits(String half) throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = connect(CLIENT);
                held.add(socket);
                try {
                    socket.getOutputStream().write(half.getBytes(ISO_8859_1));
                } catch (IOException e) {
                    // one too many
                }
            }

            long start = System.nanoTime();
            assertThat(ask(OTHER, "GET", "/", "")).startsWith("HTTP/1.1 200");
            assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
            Wait.until("the client is let in again", () -> trickle(held) && isServed());
            assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private boolean isServed() {
        try {
            return ask(CLIENT, "GET", "/", "").startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean trickle(List<Socket> held) {
        for (Socket socket : held) {
            try {
                socket.getOutputStream().write(' ');
            } catch (IOException e) {
                // it is closed
            }
        }
        return true;
    }

    @Test
    void theClientsOfATrustedBalancerAreToldApartAndNobodyElseIsBelieved() throws IOException {
        try (Front behind = Cafe.limitingFront(
                server.getAddress().getPort(),
                "--define",
                "CAFE_PROXIES=127.0.0.9",
                "--define",
                "CAFE_CLIENT_POSTS=2")) {
            for (String client : List.of("203.0.113.1", "203.0.113.2", "2001:db8::1")) {
                assertThat(post(behind, "127.0.0.9", client)).startsWith("HTTP/1.1 200");
                assertThat(post(behind, "127.0.0.9", client)).startsWith("HTTP/1.1 429");
            }

            assertThat(post(behind, CLIENT, "203.0.113.3")).startsWith("HTTP/1.1 200");
            assertThat(post(behind, CLIENT, "203.0.113.4")).startsWith("HTTP/1.1 429");
        }
    }

    private static String post(Front front, String from, String client) throws IOException {
        return ask(
                front.port(), from, "POST", "/api/orders", "X-Forwarded-For: " + client + "\r\nX-Cafe-Client: 8\r\n");
    }

    private String ask(String from, String method, String path, String headers) throws IOException {
        return ask(front.port(), from, method, path, headers);
    }

    private static String ask(int port, String from, String method, String path, String headers) throws IOException {
        return Wire.say(
                port,
                from,
                "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n%s\r\n".formatted(method, path, headers));
    }

    private Socket connect(String from) throws IOException {
        return Wire.connect(front.port(), from);
    }
}
