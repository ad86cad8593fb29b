/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests that no client of ours sends, byte by byte. Each is answered at once, with a status that says whose mistake it is,
 * and leaves no stack trace in the log.
 */
@ArquillianTest
class AttackIT {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TYPED =
            "order=order&send=Order&name=Eve&people=2&at=2030-03-01T19%3A30&text=&jakarta.faces.ViewState=stateless";

    private static final Book book = Cafe.book();
    private static long rows;

    private final Path log = Path.of(System.getProperty("cafe.log"));
    private long traces;

    @BeforeAll
    static void countRows() {
        rows = book.rows();
    }

    @AfterAll
    static void nothingWasStored() {
        assertThat(book.rows()).isEqualTo(rows);
    }

    @BeforeEach
    void countTraces() throws IOException {
        traces = traces();
    }

    @AfterEach
    void noStackTraceIsInTheLog() throws IOException {
        assertThat(traces()).isEqualTo(traces);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | PlaceOrder=eyJ4Ijp7 | /order.xhtml?number=00000000000000000000", // {"x":{
                "404 | PlaceOrder=W1tbW1tb | /order.xhtml?number=00000000000000000000", // [[[[[[
                "200 | MANY | /",
                "200 | MANY | /jakarta.faces.resource/cafe.css.xhtml?ln=cafe",
                "404 | MANY | /nothing.xhtml",
                "404 | MANY | /api/orders/00000000000000000000",
                "200 | a=\u0080 | /",
                "200 | a=J\u00fc | /",
                "200 | a=\u0001 | /",
                "400 | a=\u007f | /",
                "404 | a=\u0080 | /api/orders/00000000000000000000",
                "200 | csfcfc=x | /order.xhtml",
                "200 | JSESSIONID=x | /order.xhtml",
            })
    void cookiesOfOthersAreNotRead(int status, String cookies, String path) throws IOException {
        String many = IntStream.range(0, 33).mapToObj(i -> "a" + i + "=b").collect(Collectors.joining("; "));

        String answer = send("GET", path, "Cookie: " + cookies.replace("MANY", many), "");

        assertThat(status(answer)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"lang=de", "a=\u0080; lang=de", "a=1;lang=de;b=2", "lang=\"x\"; lang=de"})
    void ourOwnCookieIsReadBesideThem(String cookies) throws IOException {
        assertThat(send("GET", "/order.xhtml", "Cookie: " + cookies, "")).contains("lang=\"de\"");
    }

    @ParameterizedTest
    @CsvSource({
        "200, ?ln=cafe",
        "200, ?ln=cafe&v=0123456789ab",
        "404, ''",
        "404, ?ln=cafe&con=1",
        "404, ?ln=cafe&loc=de",
        "404, ?ln=cafe&v=zz",
        "404, ?ln=cafe&v=0123456789ab&x=1",
        "404, ?v=0123456789ab&ln=cafe",
        "404, ?ln=evil",
        "400, ;x=1?ln=cafe",
    })
    void aStaticFileHasTheAddressThatPagesGiveItAndNoOther(int status, String rest) throws IOException {
        String answer = send("GET", "/jakarta.faces.resource/cafe.css.xhtml" + rest, "", "");

        assertThat(status(answer)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "404, GET, //jakarta.faces.resource/cafe.css.xhtml?ln=cafe",
        "404, GET, /x/../jakarta.faces.resource/cafe.css.xhtml?ln=cafe",
        "400, GET, /jakarta.faces.resource;a/cafe.css.xhtml?ln=cafe",
        "404, GET, /jakarta.faces.resource%2fcafe.css.xhtml?ln=cafe",
        "404, GET, /jakarta.faces.resource/cafe%2ecss.xhtml?ln=cafe",
        "404, GET, /javax.faces.resource/cafe.css.xhtml?ln=cafe",
        "404, GET, /jakarta.faces.resource/faces.js.xhtml?ln=jakarta.faces",
        "404, GET, /jakarta.faces.resource/.xhtml",
        "404, GET, /jakarta.faces.resource/nothing.css.xhtml?ln=cafe",
        "404, GET, /jakarta.faces.resource/../WEB-INF/web.xml.xhtml?ln=cafe",
        "404, GET, /WEB-INF/order/form.xhtml",
        "404, GET, /meta-inf",
        "400, GET, http://somebody@localhost/",
        "405, POST, /jakarta.faces.resource/cafe.css.xhtml?ln=cafe",
        "405, PUT, /jakarta.faces.resource/cafe.css.xhtml?ln=cafe",
        "405, PUT, /order.xhtml",
        "405, DELETE, /",
        "405, PATCH, /order.xhtml",
        "405, FOO, /nothing",
        "405, PUT, /openapi.json",
        "405, DELETE, /api/orders/00000000000000000000",
        "200, OPTIONS, /order.xhtml",
        "400, GET, /order.xhtml?jakarta.faces.RenderKitId=EVIL",
        "400, GET, /order.xhtml?jakarta.faces.ViewState=stateless",
        "400, GET, /order.xhtml?jakarta.faces.ClientWindow=x",
        "400, GET, /order.xhtml?jfwid=x",
        "400, GET, /order.xhtml?cid=1",
        "400, GET, /menu.xhtml?jakarta.faces.partial.ajax=true&jakarta.faces.source=x",
        "200, GET, /order.xhtml?fbclid=x&lang=xx",
        "400, GET, /%00.xhtml",
        "400, GET, /%FF",
        "400, GET, /api/orders/%FF",
        "400, GET, /api/orders/00000000000000000000?x=%FF",
    })
    void whatNoPageOfOursAsksForIsRefused(int status, String method, String path) throws IOException {
        String answer = send(method, path, "", "");

        assertThat(status(answer)).isEqualTo(status);
        assertTold(status, path, answer);
        if (status == 405) {
            assertThat(answer).contains("\r\nAllow: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | Accept: ;;; | ",
                "400 | Accept: application/json;q=abc | ",
                "400 | Accept: text/ | ",
                "400 | Accept: \u00ff | ",
                "415 | Content-Type: ;;; | api",
                "415 | Content-Type: x | api",
                "415 | Content-Type: application/json; charset= | api",
                "421 | X-Forwarded-Host: a b | page",
                "421 | X-Forwarded-Host: [ | page",
                "421 | X-Forwarded-Host: [::1 | page",
                "400 | X-Forwarded-Proto: \u00ff | ",
                "400 | Faces-Request: partial/ajax | page",
                "400 | Content-Type: multipart/form-data; boundary=x | page",
                "404 | Accept-Language: de;q=abc | api",
                "200 | Accept-Language: de;q=abc | page",
                "200 | If-Modified-Since: yesterday | page",
                "200 | Range: bytes=9-1 | page",
            })
    void aHeaderThatCannotBeReadIsNamedOrLeftOut(int status, String header, String where) throws IOException {
        if (!"page".equals(where)) {
            String answer = send("GET", "/api/orders/00000000000000000000", header, "");
            assertThat(status(answer)).isEqualTo(status);
            assertTold(status, "/api/", answer);
        }
        if (!"api".equals(where)) {
            assertThat(status(send("GET", "/order.xhtml", header, ""))).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "415, ;;;",
        "415, application/x-www-form-urlencoded; charset=evil",
        "415, application/x-www-form-urlencoded; charset=utf-7",
        "415, application/x-www-form-urlencoded; charset=iso-8859-1",
        "415, application/x-www-form-urlencoded; charset=",
        "415, multipart/form-data; boundary=x",
        "415, application/json; charset=",
    })
    void aFormOfAnotherTypeIsRefused(int status, String type) throws IOException {
        assertThat(status(send("POST", "/order.xhtml", "Content-Type: " + type, TYPED)))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "400, /order.xhtml, FIELDS",
        "400, /order.xhtml, jakarta.faces.RenderKitId=EVIL",
        "400, /order.xhtml, jakarta.faces.partial.ajax=true",
        "400, /order.xhtml, cid=1",
        "400, /order.xhtml, jakarta.faces.ViewState=x",
        "400, /order.xhtml, name=J\u00fcrgen",
        "400, /order.xhtml, name=J%FCrgen",
        "400, /order.xhtml, name=a%00b",
        "400, /order.xhtml?lang=de, text=",
        "400, /order.xhtml?name=Eve, text=",
        "404, /nothing.xhtml, text=",
        "405, /nothing, text=",
    })
    void aFormThatIsNoneOfOursIsRefused(int status, String path, String field) throws IOException {
        String fields = IntStream.range(0, 70).mapToObj(i -> "f" + i + "=1").collect(Collectors.joining("&"));

        // of two fields of a name the first counts
        String answer = send("POST", path, "Content-Type: " + FORM, field.replace("FIELDS", fields) + "&" + TYPED);

        assertThat(status(answer)).isEqualTo(status);
        assertTold(status, path, answer);
    }

    /** By a problem below /api, by a page elsewhere; neither may be kept. */
    private static void assertTold(int status, String path, String answer) {
        if (status < 400) {
            return;
        }
        String[] parts = answer.split("\r\n\r\n", 2);
        if (path.startsWith("/api/")) {
            assertThat(parts[0]).contains("\r\nContent-Type: application/problem+json", "\r\nCache-Control: no-store");
            assertThat(parts[1]).matches("(?s).*\"detail\":\"[^\"]+[.]\".*");
        } else {
            assertThat(parts[0]).contains("\r\nContent-Type: text/html");
        }
    }

    private static String send(String method, String path, String header, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", Integer.getInteger("cafe.http.port"))) {
            socket.setSoTimeout(20_000);
            String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + (header.isEmpty() ? "" : header + "\r\n")
                    + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n");
            socket.getOutputStream().write((head + "\r\n" + body).getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }

    /** Lines of stack traces so far. */
    private long traces() throws IOException {
        return Files.readString(log, ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith("\tat "))
                .count();
    }
}
