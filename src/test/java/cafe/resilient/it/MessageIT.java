/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.Site.json;
import static cafe.resilient.it.Site.page;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages by page and REST: the platform's second feature goes the same way as the first. */
@ArquillianTest
class MessageIT {

    private final Site site = Cafe.site();
    private final Book book = Cafe.messages();

    @Test
    void aMessageIsConfirmedAndARowOnAllThreeNodes() {
        String name = name();

        HttpResponse<String> answer =
                site.postJson("/api/messages", message(name, "ada@example.com", "Zo\u00eb\nsays hello"));

        assertThat(answer.statusCode()).isEqualTo(201);
        String number = json(answer).getString("number");
        assertThat(answer.headers().firstValue("Location")).get().asString().endsWith("/api/messages/" + number);
        for (String node : new String[] {"west-a", "west-b", "east-a"}) {
            assertThat(book.awaitRow(node, number))
                    .as("row on %s", node)
                    .isEqualTo(name + "|ada@example.com|Zo\u00eb\nsays hello");
        }
    }

    @Test
    void theSameMessageOnTheSameDayIsRecognised() {
        String message = message(name(), "", "hello");
        String number = json(site.postJson("/api/messages", message)).getString("number");

        HttpResponse<String> again = site.postJson("/api/messages", message);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).getString("outcome")).isEqualTo("ALREADY_PLACED");
        assertThat(book.rows(number)).isEqualTo(1);
    }

    /** Its form was shown before midnight, and is sent again after it. */
    @Test
    void theSameFormOnTheNextDayIsRecognised() {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        Map<String, String> typed = typed(name(), "", "hello");
        typed.put("day", today.minusDays(1).toString());
        JsonObject message = Json.createObjectBuilder(Map.copyOf(typed)).build();

        HttpResponse<String> first = site.postJson("/api/messages", message.toString());
        HttpResponse<String> form = site.submit("/message.xhtml", typed);
        typed.remove("day");
        HttpResponse<String> onItsDay = site.submit("/message.xhtml", typed);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(form.headers().firstValue("Location"))
                .get()
                .asString()
                .contains(json(first).getString("number"), "again=true");
        assertThat(onItsDay.headers().firstValue("Location"))
                .get()
                .asString()
                .doesNotContain(json(first).getString("number"));
    }

    @Test
    void aMessageCanBeLookedUpByItsNumberWithoutItsContent() {
        String number = json(site.postJson("/api/messages", message(name(), "ada@example.com", "secret")))
                .getString("number");

        HttpResponse<String> answer = site.get("/api/messages/" + number);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).getString("state")).isEqualTo("CONFIRMED");
        assertThat(answer.body()).doesNotContain("secret", "ada@example.com");
        assertThat(site.get("/api/orders/" + number).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', '', hello",
        "name, 12345678901234567890123456789012345678901, '', hello",
        "email, Ada, not an address, hello",
        "text, Ada, ada@example.com, ''",
    })
    void aBadFieldIsNamedOnPageAndByRestAndNothingIsStored(String field, String name, String email, String text) {
        long rows = book.rows();

        HttpResponse<String> rest = site.postJson("/api/messages", message(name, email, text));
        HttpResponse<String> form = site.submit("/message.xhtml", typed(name, email, text));

        assertThat(rest.statusCode()).isEqualTo(400);
        assertThat(json(rest).getJsonArray("errors").getValuesAs(JsonObject.class))
                .singleElement()
                .satisfies(error -> assertThat(error.getString("field")).isEqualTo(field));
        assertThat(form.statusCode()).isEqualTo(400);
        assertThat(page(form).selectFirst("#" + field + "-error").text()).endsWith(".");
        typed(name, email, text)
                .forEach((input, value) -> assertThat(
                                page(form).selectFirst("[name=" + input + "]").val())
                        .isEqualTo(value));
        assertThat(book.rows()).isEqualTo(rows);
    }

    @Test
    void textOfTwoThousandCharactersIsTakenAndOneMoreIsNot() {
        assertThat(site.postJson("/api/messages", message(name(), "", "\u00fc".repeat(2000)))
                        .statusCode())
                .isEqualTo(201);
        assertThat(site.postJson("/api/messages", message(name(), "", "\u00fc".repeat(2001)))
                        .body())
                .contains("\"field\":\"text\"");
        assertThat(site.postJson("/api/messages", message(name(), "", "x\n".repeat(4000)))
                        .body())
                .contains("\"field\":\"text\"");
    }

    @Test
    void aPostedMessageLeadsToAPageThatSaysItIsStored() {
        HttpResponse<String> posted = site.submit("/message.xhtml", typed(name(), "", "hello"));

        assertThat(posted.statusCode()).isEqualTo(302);
        Document thanks = page(site.follow(posted));
        assertThat(thanks.selectFirst("h1").text()).isEqualTo("Thank you for your message");
        assertThat(thanks.selectFirst("[role=status]").text()).contains("stored");
        assertThat(book.rows(thanks.selectFirst(".number").text())).isEqualTo(1);
    }

    private static Map<String, String> typed(String name, String email, String text) {
        return new LinkedHashMap<>(Map.of("name", name, "email", email, "text", text));
    }

    static String message(String name, String email, String text) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("email", email)
                .add("text", text)
                .build()
                .toString();
    }
}
