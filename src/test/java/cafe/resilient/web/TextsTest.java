/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextsTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void asBefore() {
        Locale.setDefault(before);
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(bundle(Locale.GERMAN).keySet())
                .isEqualTo(bundle(Locale.ENGLISH).keySet());
    }

    @Test
    void noPatternHasAnApostropheThatWouldSwallowItsValue() {
        Texts.SPOKEN.forEach(locale -> bundle(locale).keySet().stream()
                .map(bundle(locale)::getString)
                .filter(text -> text.contains("{0"))
                .forEach(text -> assertThat(text).doesNotContain("'")));
    }

    @Test
    void aServerInGermanySpeaksEnglishAllTheSame() {
        Locale.setDefault(Locale.GERMANY);

        assertThat(Texts.of(Locale.ENGLISH, "order.name.missing")).isEqualTo("Please give a name for the table.");
        assertThat(Texts.of(Locale.ENGLISH, "wait.seconds", 1.25)).isEqualTo("1.2 s later");
        assertThat(Texts.of(Locale.GERMAN, "wait.seconds", 1.25)).isEqualTo("1,2 s später");
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle("cafe.resilient.Texts", locale);
    }
}
