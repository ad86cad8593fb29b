/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.BrowserIT.fill;
import static cafe.resilient.it.OrderResourceIT.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the site looks and reads: languages, colours, keyboard, headers, and what it weighs. */
@ArquillianTest
class LooksIT {

    private static final List<String> PAGES = List.of("index", "menu", "where", "order", "message");

    @ParameterizedTest
    @CsvSource({"de-DE, de, Ein Tisch wartet auf Sie", "fr-FR, en, A table is waiting for you"})
    void thePageSpeaksTheBrowsersLanguageOrEnglish(String browsers, String pages, String heading) {
        try (Browser browser = new Browser(Cafe.front(), true, browsers)) {
            browser.open("/");

            assertThat(browser.heading()).isEqualTo(heading);
            assertThat(browser.script("document.documentElement.lang")).isEqualTo(pages);
        }
    }

    @Test
    void theSwitchOfTheLanguageIsRemembered() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.open("/where.xhtml");
            browser.find(".languages [lang=de]").click();
            Browser.until("it is German", () -> browser.heading().equals("So finden Sie uns"));

            for (String page : PAGES) {
                browser.open("/" + page + ".xhtml");
                assertThat(browser.script("document.documentElement.lang")).isEqualTo("de");
                browser.picture("german-" + page);
            }
            browser.open("/order.xhtml");
            fill(browser, ""); // sent as an old browser does
            browser.doNotCheckTheForm();
            browser.send();
            assertThat(browser.find("#name-error").getText()).isEqualTo("Bitte nennen Sie einen Namen für den Tisch.");
            browser.picture("german-bad-fields");
        }
    }

    @Test
    void anOrderIsShownInGermanToTheBrowserThatSentItAndToNoOther() {
        try (Browser browser = new Browser(Cafe.front(), true, "de-DE");
                Browser other = new Browser(Cafe.front(), true, "de-DE")) {
            String name = name();
            browser.open("/order.xhtml");
            fill(browser, name);
            browser.send();
            other.open("/order.xhtml?number=" + browser.find(".number").getText());

            assertThat(browser.find(".sent").getText())
                    .contains(name, "Freitag, 1. März 2030, 19:30 Uhr", "by the window");
            assertThat(browser.script("document.cookie")).isEqualTo("");
            browser.picture("german-order-booked");
            assertThat(other.heading()).isEqualTo("Ihr Tisch ist gebucht");
            assertThat(other.script("document.body.textContent")).asString().doesNotContain(name);
            other.picture("german-order-booked-seen-by-another");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 1200})
    void everyPageIsReadableInTheDark(int width) {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.dark();
            browser.resize(width, 800);
            for (String page : PAGES) {
                browser.open("/" + page + ".xhtml");
                browser.picture("dark-" + width + "-" + page);
            }
            browser.open("/order.xhtml");
            fill(browser, name());
            browser.send();
            browser.picture("dark-" + width + "-order-booked");
        }
    }

    @Test
    void whatIsWrongIsReadFirstAndLeadsToItsField() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.open("/order.xhtml");
            browser.doNotCheckTheForm();
            browser.send();

            assertThat(browser.script("document.activeElement.className")).isEqualTo("problem");
            assertThat(browser.hasFrameOfFocus()).isTrue();
            browser.picture("order-problems-focused");
            assertThat(browser.script("document.title")).asString().startsWith("Error: ");
            browser.find(".problem a[href='#people']").click();
            assertThat(browser.focus()).isEqualTo("people");
            assertThat(browser.find("#people").getDomAttribute("aria-invalid")).isEqualTo("true");
        }
    }

    @Test
    void theHomePageIsLight() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.open("/");
            String loaded =
                    "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]";

            assertThat((Long) browser.script(loaded + ".length")).isBetween(3L, 10L);
            assertThat((Long) browser.script(loaded + ".reduce((sum, file) => sum + file.transferSize, 0)"))
                    .isBetween(3_000L, 60_000L);
            assertThat(browser.script(loaded + ".every(file => file.name.startsWith(location.origin))"))
                    .isEqualTo(true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/order.xhtml?number=1",
                "/api/orders/1",
                "/-/cafe.css",
                "/-/nothing",
                "/-/away.html.asis",
                "/-/away.js"
            })
    void everyAnswerCarriesTheHeadersOfSafety(String path) {
        HttpResponse<String> answer = new Site(Cafe.front().port()).get(path);

        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none';"
                        + " form-action 'self'");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("same-origin");
    }

    @Test
    void staticFilesAreKeptForAYearUnderAnAddressThatChangesWithThem() {
        Site site = new Site(Cafe.front().port());
        String address =
                Site.page(site.get("/")).selectFirst("link[rel=stylesheet]").attr("href");

        HttpResponse<String> css = site.send("GET", address, null, null, "Accept-Encoding", "gzip");
        HttpResponse<String> other = site.get(address.replaceAll("v=.*", "v=000000000000"));

        assertThat(css.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(css.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(css.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(other.headers().allValues("Cache-Control")).containsExactly("no-cache");
        assertThat(other.body()).contains("--accent");
    }
}
