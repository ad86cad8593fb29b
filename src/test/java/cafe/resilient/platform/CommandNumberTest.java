/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandNumberTest {

    private static final String NUMBER = number("Zo\u00eb", 4, "by the window");

    @Test
    void isTheStartOfSha256OverLengthAndBytesOfEachField() {
        // computed apart from this code: sha256 over big-endian int32 length + UTF-8 bytes, of type and each field
        assertThat(CommandNumber.of("PlaceOrder", List.of("Zo\u00eb", 4, "2027-03-01T19:30", "by the window")))
                .isEqualTo("d0ae8d98744b5f1df064");
    }

    @Test
    void isTheSameForHonestSpellingsOfTheSameContent() {
        assertThat(number("Zoe\u0308", 4, "by the window")).isEqualTo(NUMBER);
        assertThat(number("  Zo\u00eb\u00a0", 4, "by\tthe\r\n  window ")).isEqualTo(NUMBER);
    }

    @Test
    void differsWhenContentDiffers() {
        assertThat(number("zo\u00eb", 4, "by the window")).isNotEqualTo(NUMBER);
        assertThat(number("Zo\u00eb", 5, "by the window")).isNotEqualTo(NUMBER);
        assertThat(CommandNumber.of("SendMessage", List.of("Zo\u00eb", 4, "by the window")))
                .isNotEqualTo(NUMBER);
    }

    @Test
    void differsWhenALetterMovesToTheNextField() {
        assertThat(number("ab", 1, "c")).isNotEqualTo(number("a", 1, "bc"));
        assertThat(number("a", 12, "3")).isNotEqualTo(number("a", 1, "23"));
    }

    private static String number(String name, int people, String text) {
        return CommandNumber.of("PlaceOrder", List.of(name, people, text));
    }
}
