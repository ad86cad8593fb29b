/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.Site.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a browser without JavaScript uses them: form, post, redirect, order page. */
@ArquillianTest
class OrderPageIT {

    private final Site site = Cafe.site();
    private final Book book = Cafe.book();

    @ParameterizedTest
    @CsvSource({"/, A table is waiting for you", "/menu.xhtml, Menu", "/where.xhtml, Where to find us"})
    void everyPageIsThereAndNeedsNoSession(String path, String heading) {
        HttpResponse<String> answer = site.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(page(answer).selectFirst("h1").text()).isEqualTo(heading);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aPostedOrderLeadsToItsOwnPage() {
        HttpResponse<String> posted = site.submit("/order.xhtml", typed(name(), "4"));

        assertThat(posted.statusCode()).isEqualTo(302);
        HttpResponse<String> order = site.follow(posted);
        assertThat(order.statusCode()).isEqualTo(200);
        assertThat(page(order).selectFirst("h1").text()).isEqualTo("Your table is booked");
        String number = page(order).selectFirst(".number").text();
        assertThat(book.rows(number)).isEqualTo(1);
        assertThat(order.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void textInAnyScriptArrivesAsItWasTyped() {
        String name =
                "Zo\u00eb \u5f20 \ud83e\udd56 " + UUID.randomUUID().toString().substring(0, 8);

        HttpResponse<String> posted = site.submit(
                "/order.xhtml",
                Map.of("name", name, "people", "2", "at", "2030-03-01T19:30", "text", "\u00fc\r\n\u4e2d"));

        String number = page(site.follow(posted)).selectFirst(".number").text();
        assertThat(book.awaitRow("west-a", number)).isEqualTo(name + "|2|2030-03-01 19:30:00|\u00fc\n\u4e2d");
    }

    @Test
    void aNameOf40EmojiOrFromRightToLeftIsShownAsItWasTyped() {
        String name = "\ud83e\udd56".repeat(20) + "\u05d0\u200f\u05d1 "
                + UUID.randomUUID().toString().substring(0, 16);

        HttpResponse<String> posted = site.submit("/order.xhtml", typed(name, "2"));

        String cookie = posted.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String address = posted.headers().firstValue("Location").orElseThrow();
        Document page = page(site.send("GET", address, null, null, "Cookie", cookie));
        assertThat(page.selectFirst(".sent dd").text()).isEqualTo(name);
        assertThat(page.select(".sent dd").first().attr("dir")).isEqualTo("auto");
        assertThat(page(site.get("/order.xhtml")).select("#name, #text").eachAttr("dir"))
                .containsExactly("auto", "auto");
    }

    @Test
    void theSameOrderFromAnotherFormIsAnsweredAsAlreadyPlaced() {
        Map<String, String> typed = typed(name(), "4");
        site.submit("/order.xhtml", typed);

        Document again = page(site.follow(site.submit("/order.xhtml", typed)));

        assertThat(again.selectFirst("h1").text()).isEqualTo("You have already placed this order");
        assertThat(book.rows(again.selectFirst(".number").text())).isEqualTo(1);
    }

    @Test
    void theSameFormPostedTwiceIsConfirmedTwice() {
        String submission = UUID.randomUUID().toString();
        Map<String, String> typed =
                Map.of("name", name(), "people", "4", "at", "2030-03-01T19:30", "submission", submission);
        site.submit("/order.xhtml", typed);

        Document again = page(site.follow(site.submit("/order.xhtml", typed)));

        assertThat(again.selectFirst("h1").text()).isEqualTo("Your table is booked");
    }

    @ParameterizedTest
    @CsvSource({
        "name, ''",
        "name, 12345678901234567890123456789012345678901",
        "name, \u200b\u200b",
        "name, a\u202eb",
        "name, J\ufffdrgen",
        "text, \u2800",
        "people, ''",
        "people, 0",
        "people, 10000",
        "people, several",
        "people, 99999999999999999999",
        "at, ''",
        "at, soon",
        "at, 2030-02-30T19:30",
        "at, 2030-03-31T02:30",
        "at, 2001-01-01T19:30",
    })
    void aBadFieldIsNamedThereAndNothingTypedIsLost(String field, String value) {
        long rows = book.rows();
        Map<String, String> typed = typed("<b>\"Zo\u00eb\" & Co</b>", "4");
        typed.put("text", "quiet </textarea><i>please</i>");
        typed.put(field, value);

        HttpResponse<String> answer = site.submit("/order.xhtml", typed);

        assertThat(answer.statusCode()).isEqualTo(400);
        Document page = page(answer);
        assertThat(page.selectFirst("#" + field + "-error").text()).endsWith(".");
        assertThat(page.select(".error").eachText()).hasSize(1);
        typed.forEach((name, text) ->
                assertThat(page.selectFirst("[name=" + name + "]").val()).isEqualTo(text));
        assertThat(page.select("b, i, script:not([src])")).isEmpty();
        assertThat(book.rows()).isEqualTo(rows);
    }

    @Test
    void theHourThatSummerTimeSkipsIsRefusedByPageAndRestInTheSameWords() {
        String skipped = "2030-03-31T02:30";
        String said = "Please pick a day and a time that exist.";
        Map<String, String> typed = typed(name(), "4");
        typed.put("at", skipped);

        HttpResponse<String> page = site.submit("/order.xhtml", typed);
        HttpResponse<String> rest = site.postJson("/api/orders", OrderResourceIT.order(name(), 4, skipped, ""));

        assertThat(page(page).selectFirst("#at-error").text()).isEqualTo(said);
        assertThat(Site.json(rest).getJsonArray("errors").getJsonObject(0).getString("message"))
                .isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "people", "at"})
    void aFieldThatIsNotSentAtAllIsNamedToo(String field) {
        long rows = book.rows();
        Map<String, String> sent = typed(name(), "4");
        sent.remove(field);

        HttpResponse<String> answer = site.post("/order.xhtml", sent, "stateless");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(page(answer).selectFirst("#" + field + "-error").text()).endsWith(".");
        assertThat(book.rows()).isEqualTo(rows);
    }

    @Test
    void whatNoFormOfOursSendsIsRefused() {
        assertThat(site.post("/order.xhtml", typed(name(), "4"), "foo:bar").statusCode())
                .isEqualTo(400);
        assertThat(site.send("POST", "/order.xhtml", "multipart/form-data; boundary=x", "--x--")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void whiteSpaceWithoutEndInAFieldIsJustTooLong() {
        Map<String, String> typed = typed("a" + " ".repeat(30_000) + "b", "4");

        assertThat(site.submit("/order.xhtml", typed).statusCode()).isEqualTo(400);
    }

    @Test
    void aNoteThatIsTooLongIsNamed() {
        Map<String, String> typed = typed(name(), "4");
        typed.put("text", "x".repeat(201));

        assertThat(page(site.submit("/order.xhtml", typed))
                        .selectFirst("#text-error")
                        .text())
                .isEqualTo("The note must have at most 200 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000000000000000", "nonsense", "<script>alert(1)</script>"})
    void aNumberNobodyHasIsNotFound(String number) {
        HttpResponse<String> answer = site.get(
                "/order.xhtml?number=" + java.net.URLEncoder.encode(number, java.nio.charset.StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page(answer).selectFirst("h1").text()).isEqualTo("We do not know this order");
        assertThat(answer.body()).doesNotContain("<script>alert", "alert(1)");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 302",
        "Origin, http://elsewhere.example, 403",
        "Origin, null, 403",
    })
    void aPostFromAnotherSiteIsRefused(String header, String value, int status) {
        long rows = book.rows();

        HttpResponse<String> answer = site.submit("/order.xhtml", typed(name(), "2"), header, value);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(book.rows() - rows).isEqualTo(status == 302 ? 1 : 0);
    }

    /** As an image on another site's page would. */
    @ParameterizedTest
    @CsvSource({"GET, stateless, 400", "HEAD, stateless, 400", "GET, x, 400", "PUT, stateless, 405"})
    void aFormThatIsNotPostedIsRefused(String method, String view, int status) {
        long rows = book.rows();
        String form = "/order.xhtml?order=order&send=x&name=Eve" + System.nanoTime()
                + "&people=2&at=2030-03-01T19:30&text=&jakarta.faces.ViewState=" + view;

        assertThat(site.send(method, form, null, null).statusCode()).isEqualTo(status);
        assertThat(book.rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource({"70000", "10000000"})
    void aFormLargerThanAnyOfOursIsRefused(int bytes) {
        HttpResponse<String> answer =
                site.send("POST", "/order.xhtml", "application/x-www-form-urlencoded", "text=" + "x".repeat(bytes));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(page(answer).selectFirst("h1").text()).isEqualTo("That is too much");
    }

    @Test
    void errorsSayNothingOfTheServer() {
        for (String path : new String[] {"/nothing", "/nothing.xhtml", "/order.xhtml/../WEB-INF/web.xml"}) {
            HttpResponse<String> answer = site.get(path);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("Exception", "WildFly", "Undertow");
            assertThat(answer.headers().map()).doesNotContainKeys("Server", "server", "X-Powered-By", "x-powered-by");
        }
    }

    private static Map<String, String> typed(String name, String people) {
        return new java.util.LinkedHashMap<>(
                Map.of("name", name, "people", people, "at", "2030-03-01T19:30", "text", "by the window"));
    }
}
