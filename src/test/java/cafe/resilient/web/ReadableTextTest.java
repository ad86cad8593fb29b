/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "Zoe\u0308 \u5f20 \u0645\u062d\u0645\u062f \u05d0\u200f\u05d1",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", // a Persian word needs its zero-width non-joiner
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", // a family: three, joined
                "\u2764\ufe0f",
                "\ud83e\udee8", // younger than Java 17
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc77\udb40\udc6c\udb40\udc73\udb40\udc7f", // the flag of
                // Wales
                "a\u200b",
                "7",
            })
    void whatPeopleReadIsTaken(String text) {
        assertThat(wrong("line", text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200b", "\u200b\u200b", "\u2060", "\ufeff", "\u00ad", "\u3164", "\u115f\u1160", "\uffa0", "\u2800",
                        "\u200e\u200f", "\u061c",
                "\u180e", "\u200d\u200c", "\ufe0f", "\u034f", "\u17b4", "\u0301", "\udb40\udc41", "\uffff", "\ufdd0",
                        "\u200b \u200b", "\ue000"
            })
    void whatShowsNothingIsRefused(String text) {
        assertThat(wrong("line", text)).isEqualTo(".invisible");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u202eb",
                "a\u202ab",
                "a\u202db",
                "a\u2066b",
                "a\u2069b",
                "a\u206ab",
                "a\u0000b",
                "a\u0007b",
                "a\u007fb",
                "a\u0085b",
                "a\ud800b",
                "a\nb",
                "a\tb",
                "a\u2028b",
                "\u202e"
            })
    void whatControlsIsRefused(String text) {
        assertThat(wrong("line", text)).isEqualTo(".control");
    }

    @Test
    void severalLinesHaveLineFeedsAndTabsAndNoMore() {
        assertThat(wrong("lines", "a\n\tb")).isNull();
        assertThat(wrong("lines", "a\rb")).isEqualTo(".control");
        assertThat(wrong("lines", "a\u202eb")).isEqualTo(".control");
        assertThat(wrong("lines", "\u200b\n\u200b")).isEqualTo(".invisible");
    }

    @Test
    void bytesThatWereNoUtf8AreNotTakenForAName() {
        assertThat(wrong("line", "J\ufffdrgen")).isEqualTo(".garbled");
    }

    /** As varchar(40) counts. */
    @Test
    void charactersAreCountedAsPostgresDoes() {
        assertThat(wrong("line", "\ud83e\udd56".repeat(40))).isNull();
        assertThat(wrong("line", "\ud83e\udd56".repeat(41))).isEqualTo(".long");
        assertThat(wrong("line", "e\u0301".repeat(20))).isNull();
        assertThat(wrong("line", "e\u0301".repeat(21))).isEqualTo(".long");
    }

    @Test
    void noTextIsAnotherRulesMatter() {
        assertThat(wrong("line", null)).isNull();
    }

    @ReadableText(message = "", max = 40)
    private static String line;

    @ReadableText(message = "", max = 40, lines = true)
    private static String lines;

    /** What the rule says of it, or null. */
    private static String wrong(String field, String text) {
        try {
            ReadableText.Rule rule = new ReadableText.Rule();
            rule.initialize(ReadableTextTest.class.getDeclaredField(field).getAnnotation(ReadableText.class));
            return rule.wrong(text);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
