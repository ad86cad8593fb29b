/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an order by REST may not contain is named, in a sentence, and nothing is stored. */
@ArquillianTest
class OrderContentIT {

    private final Site site = Cafe.site();
    private final Book book = Cafe.book();

    @ParameterizedTest
    @CsvSource({
        "name, '{\"people\":2,\"at\":\"2030-03-01T19:30\"}'",
        "name, '{\"name\":\" \",\"people\":2,\"at\":\"2030-03-01T19:30\"}'",
        "name, '{\"name\":\"12345678901234567890123456789012345678901\",\"people\":2,\"at\":\"2030-03-01T19:30\"}'",
        "name, '{\"name\":\"a\\u0000b\",\"people\":2,\"at\":\"2030-03-01T19:30\"}'",
        "name, '{\"name\":\"a\\ud800b\",\"people\":2,\"at\":\"2030-03-01T19:30\"}'",
        "name, '{\"name\":7,\"people\":2,\"at\":\"2030-03-01T19:30\"}'",
        "name, '{\"name\":\"\\u200b\",\"people\":2,\"at\":\"2030-03-01T19:30\"}'",
        "name, '{\"name\":\"a\\u202eb\",\"people\":2,\"at\":\"2030-03-01T19:30\"}'",
        "name, '{\"name\":\"J\\ufffdrgen\",\"people\":2,\"at\":\"2030-03-01T19:30\"}'",
        "people, '{\"name\":\"A\",\"at\":\"2030-03-01T19:30\"}'",
        "people, '{\"name\":\"A\",\"people\":0,\"at\":\"2030-03-01T19:30\"}'",
        "people, '{\"name\":\"A\",\"people\":10000,\"at\":\"2030-03-01T19:30\"}'",
        "people, '{\"name\":\"A\",\"people\":2.5,\"at\":\"2030-03-01T19:30\"}'",
        "people, '{\"name\":\"A\",\"people\":\"2\",\"at\":\"2030-03-01T19:30\"}'",
        "at, '{\"name\":\"A\",\"people\":2}'",
        "at, '{\"name\":\"A\",\"people\":2,\"at\":\"tomorrow\"}'",
        "at, '{\"name\":\"A\",\"people\":2,\"at\":\"2030-02-30T19:30\"}'",
        "at, '{\"name\":\"A\",\"people\":2,\"at\":\"2030-03-31T02:30\"}'",
        "at, '{\"name\":\"A\",\"people\":2,\"at\":\"2001-03-01T19:30\"}'",
        "text, '{\"name\":\"A\",\"people\":2,\"at\":\"2030-03-01T19:30\",\"text\":{}}'",
        "text, '{\"name\":\"A\",\"people\":2,\"at\":\"2030-03-01T19:30\",\"text\":\"a\\u0007\"}'",
        "submission, '{\"name\":\"A\",\"people\":2,\"at\":\"2030-03-01T19:30\",\"submission\":\"1-1-1-1-1\"}'",
    })
    void aBadFieldIsNamedAndNothingIsStored(String field, String order) {
        long rows = book.rows();

        HttpResponse<String> answer = site.postJson("/api/orders", order);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
        assertThat(json(answer).getJsonArray("errors").getValuesAs(JsonObject.class))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.getString("field")).isEqualTo(field);
                    assertThat(error.getString("message")).endsWith(".");
                });
        assertThat(book.rows()).isEqualTo(rows);
    }

    /** Whoever got no answer sends it again, perhaps when its time has come. */
    @Test
    void aTimeThatHasJustPassedIsTakenAndAnEarlierOneIsNot() {
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Europe/Berlin"));

        assertThat(place(now.minusMinutes(30)).statusCode()).isEqualTo(201);
        assertThat(place(now.minusMinutes(90)).body()).contains("\"field\":\"at\"");
    }

    private HttpResponse<String> place(LocalDateTime at) {
        return site.postJson(
                "/api/orders",
                order(name(), 2, at.truncatedTo(ChronoUnit.SECONDS).toString(), ""));
    }

    @Test
    void aNoteOfMoreThan200CharactersIsNamed() {
        HttpResponse<String> answer =
                site.postJson("/api/orders", order(name(), 2, "2030-03-01T19:30", "x".repeat(201)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"text\"");
    }

    @Test
    void allBadFieldsAreNamedAtOnce() {
        HttpResponse<String> answer = site.postJson("/api/orders", "{\"people\":\"many\",\"at\":0}");

        assertThat(json(answer).getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(error -> error.getString("field"))
                .containsExactlyInAnyOrder("name", "people", "at");
    }

    @ParameterizedTest
    @CsvSource({
        "400, application/json, '{\"name\":'",
        "400, application/json, '[]'",
        "400, application/json, '{\"name\":\"A\",\"people\":2,\"at\":\"2030-03-01T19:30\"}x'",
        "400, application/json, '{\"name\":\"A\",\"people\":2,\"at\":\"2030-03-01T19:30\"}{}'",
        "400, application/json, '{\"name\":\"B\",\"name\":\"A\",\"people\":2,\"at\":\"2030-03-01T19:30\"}'",
        "400, application/json, ''",
        "400, application/json, '{\"name\":\"A\",\"people\":1e99999999999}'",
        "415, text/plain, '{}'",
        "415, application/x-www-form-urlencoded, 'name=A'",
    })
    void whatIsNoJsonObjectIsRefused(int status, String contentType, String body) {
        HttpResponse<String> answer = site.send("POST", "/api/orders", contentType, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).getString("detail")).endsWith(".");
    }

    @Test
    void aBodyNestedWithoutEndIsRefused() {
        assertThat(site.postJson("/api/orders", "[".repeat(8_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyInAnotherEncodingThanUtf8IsRefusedRatherThanGarbled() {
        String order = order("Zo\u00eb", 2, "2030-03-01T19:30", "");

        HttpResponse<String> answer = site.sendBytes("/api/orders", order.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"20000", "70000", "10000000"})
    void aBodyOfAnyExcessiveSizeIsRefused(int bytes) {
        HttpResponse<String> answer = site.postJson("/api/orders", order("A".repeat(bytes), 2, "2030-03-01T19:30", ""));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).getInt("status")).isEqualTo(413);
    }

    @Test
    void aNoteOf200CharactersIsTakenWhateverTheyAre() {
        String bread = "\ud83e\udd56";

        assertThat(site.postJson("/api/orders", order(name(), 2, "2030-03-01T19:30", bread.repeat(200)))
                        .statusCode())
                .isEqualTo(201);
        assertThat(site.postJson("/api/orders", order(name(), 2, "2030-03-01T19:30", bread.repeat(201)))
                        .body())
                .contains("\"field\":\"text\"");
    }

    @Test
    void sqlAndHtmlAreJustText() {
        String name = "'); drop table cafe.ordersraw; --";
        String text = "<script>alert(1)</script> " + name();

        String number = json(site.postJson("/api/orders", order(name, 1, "2030-03-01T19:30", text)))
                .getString("number");

        assertThat(book.awaitRow("west-a", number)).isEqualTo(name + "|1|2030-03-01 19:30:00|" + text);
    }
}
