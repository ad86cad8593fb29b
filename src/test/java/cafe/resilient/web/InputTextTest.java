/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputTextTest {

    @Test
    void textLosesTheWhiteSpaceAroundItAndForeignLineEnds() {
        assertThat(InputText.text("\u00a0 a\r\nb\rc \t")).isEqualTo("a\nb\nc");
    }

    @Test
    void textOfWhiteSpaceOnlyIsNone() {
        assertThat(InputText.text(" \u2003\t")).isNull();
        assertThat(InputText.text(null)).isNull();
    }

    @Test
    void dateTimeMayHaveSeconds() {
        assertThat(InputText.dateTime("2027-03-01T19:30")).isEqualTo(LocalDateTime.of(2027, 3, 1, 19, 30));
        assertThat(InputText.dateTime("2027-03-01T19:30:15")).isEqualTo(LocalDateTime.of(2027, 3, 1, 19, 30, 15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-02-30T19:30",
                "2027-03-01T25:00",
                "+12027-03-01T19:30",
                "2027-03-01",
                "tomorrow",
                "2027-03-01T19:30Z"
            })
    void dateTimeThatDoesNotExistIsRefused(String typed) {
        assertThatThrownBy(() -> InputText.dateTime(typed)).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2030-03-31T01:59:59, true",
        "2030-03-31T02:00, false",
        "2030-03-31T02:30, false",
        "2030-03-31T03:00, true",
        "2030-10-27T02:30, true",
    })
    void theHourThatSummerTimeSkipsDoesNotExistAndTheOneItRepeatsDoes(LocalDateTime at, boolean exists) {
        assertThat(InputText.exists(at, ZoneId.of("Europe/Berlin"))).isEqualTo(exists);
        assertThat(InputText.exists(at, ZoneOffset.UTC)).isTrue();
    }

    @Test
    void uuidMustHaveItsUsualForm() {
        assertThatThrownBy(() -> InputText.uuid("1-1-1-1-1")).isInstanceOf(IllegalArgumentException.class);
    }
}
