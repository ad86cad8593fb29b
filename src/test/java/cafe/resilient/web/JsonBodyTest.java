/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @Test
    void readsWhatIsThereAndIgnoresWhatNobodyAsksFor() {
        JsonBody body = body("{\"name\":\" Zo\u00eb \",\"people\":4,\"colour\":\"red\",\"text\":null}");

        assertThat(body.text("name")).isEqualTo("Zo\u00eb");
        assertThat(body.integer("people", "a whole number")).isEqualTo(4);
        assertThat(body.text("text")).isNull();
        assertThat(body.text("missing")).isNull();
        assertThat(body.errors()).isEmpty();
    }

    @Test
    void namesEveryFieldOfAWrongType() {
        JsonBody body = body("{\"name\":7,\"people\":2.5,\"at\":\"soon\",\"text\":[]}");

        body.text("name");
        body.integer("people", "a whole number");
        body.parsed("at", "a date and time", InputText::dateTime);
        body.text("text");

        assertThat(body.errors())
                .containsExactly(
                        new Problem.FieldError("name", "name must be a text."),
                        new Problem.FieldError("people", "people must be a whole number."),
                        new Problem.FieldError("at", "at must be a date and time."),
                        new Problem.FieldError("text", "text must be a text."));
    }

    @ParameterizedTest
    @CsvSource({
        "{}, 00000000-0000-0000-0000-000000000001",
        "{}, '\"00000000-0000-0000-0000-000000000001\"'",
        "{\"submission\":\"00000000-0000-0000-0000-000000000001\"},",
        "{\"submission\":\"00000000-0000-0000-0000-000000000001\"}, 00000000-0000-0000-0000-000000000001"
    })
    void theIdempotencyKeyIsInTheHeaderOrInTheField(String json, String header) {
        JsonBody body = body(json);

        assertThat(body.idempotencyKey(Stream.ofNullable(header).toList())).isEqualTo(new UUID(0, 1));
        assertThat(body.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "{}, me",
        "{}, ''",
        "{}, '\"00000000-0000-0000-0000-000000000001'",
        "{\"submission\":\"00000000-0000-0000-0000-000000000002\"}, 00000000-0000-0000-0000-000000000001"
    })
    void aKeyThatIsWrongOrSaidTwiceIsNamed(String json, String header) {
        JsonBody body = body(json);

        body.idempotencyKey(List.of(header));

        assertThat(body.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("Idempotency-Key"));
    }

    @Test
    void twoHeadersAreOneTooMany() {
        JsonBody body = body("{}");

        body.idempotencyKey(List.of(new UUID(0, 1).toString(), new UUID(0, 1).toString()));

        assertThat(body.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("must be there once"));
    }

    @Test
    void aNumberBeyondIntIsNoWholeNumberHere() {
        JsonBody body = body("{\"people\":1e99}");

        assertThat(body.integer("people", "from 1 to 9999")).isNull();
        assertThat(body.errors()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}x",
                "{}{}",
                "{},",
                "{}]",
                "{}\u0000",
                "{\"a\":1,\"a\":2}",
                "{\"x\":{\"a\":1,\"a\":1}}",
                "{\"x\":{",
                "{\"x\":[{\"y\":",
                "{\"x\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}",
                "[]",
                "null",
                "",
                "\ufeff{}",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"a\":1,}"
            })
    void whatIsNotOneObjectIsRefusedInASentence(String json) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> body(json)).isInstanceOf(RuntimeException.class));
    }

    @Test
    void whiteSpaceAroundItIsNothing() {
        assertThat(body(" \n{\"name\":\"Ada\"}\r\n\t ").text("name")).isEqualTo("Ada");
    }

    private static JsonBody body(String json) {
        return JsonBody.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }
}
