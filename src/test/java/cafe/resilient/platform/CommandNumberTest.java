/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CommandNumberTest {

    private static final SecretKey KEY = key(32, 0);
    private static final SecretKey OTHER_KEY =
            new SecretKeySpec(HexFormat.of().parseHex("aa".repeat(32)), "HmacSHA256");
    private static final String NUMBER = number("Zo\u00eb", 4, "by the window");

    /** Computed apart from this code (Python's hmac): over big-endian int32 length + UTF-8 bytes, of type and each field. */
    @Test
    void isTheStartOfHmacSha256OverLengthAndBytesOfEachField() {
        List<Object> content = List.of("Zo\u00eb", 4, "2027-03-01T19:30", "by the window");

        assertThat(CommandNumber.of(KEY, "PlaceOrder", content)).isEqualTo("366a18eb09fb71e22bfb");
        assertThat(CommandNumber.of(OTHER_KEY, "PlaceOrder", content)).isEqualTo("de4e5e7211d8ee270dcd");
        assertThat(CommandNumber.of(KEY, "SendMessage", List.of("a\u00e4 b", "")))
                .isEqualTo("d1dbb7bb997f98dd163b");
    }

    /** Until then it was SHA-256 of the same, which whoever knew the content could compute. */
    @Test
    void isNotWhatItsContentAloneGives() {
        assertThat(CommandNumber.of(KEY, "PlaceOrder", List.of("Zo\u00eb", 4, "2027-03-01T19:30", "by the window")))
                .isNotEqualTo("d0ae8d98744b5f1df064");
    }

    @Test
    void aKeyIsLongAndItsTextHoldsNothingOfIt() {
        assertThat(new NumberKey("1", KEY)).hasToString("number key 1");
        assertThatThrownBy(() -> new NumberKey("1", key(31, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The number key 1 must have at least 256 bits, not 248");
        assertThatThrownBy(() -> new NumberKey("K 1", KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The id of a number key must be 1 to 16 lower-case letters and digits, not 'K 1'");
    }

    @Test
    void twoKeysAreTwo() {
        NumberKey one = new NumberKey("1", KEY);

        assertThatThrownBy(() -> new NumberKeys(one, List.of(new NumberKey("1", OTHER_KEY))))
                .hasMessage("The number key 1 is given twice");
        assertThatThrownBy(() -> new NumberKeys(one, List.of(new NumberKey("2", KEY))))
                .hasMessage("The number key 2 is given twice");
    }

    @Test
    void anyKeysNumberIsTheCommandsOwn() {
        NumberKey one = new NumberKey("1", KEY);
        NumberKey two = new NumberKey("2", OTHER_KEY);
        CommandNumbers before = new CommandNumbers(new NumberKeys(one));
        CommandNumbers after = new CommandNumbers(new NumberKeys(two, List.of(one)));
        Loaf loaf = new Loaf("rye", UUID.randomUUID());

        assertThat(before.others(loaf)).isEmpty();
        assertThat(after.others(loaf)).containsExactly(before.of(loaf));
        assertThat(after.isOf(loaf, before.of(loaf))).isTrue();
        assertThat(after.isOf(loaf, after.of(loaf))).isTrue();
        assertThat(before.isOf(loaf, after.of(loaf))).isFalse();
    }

    /** A command. */
    public record Loaf(String kind, UUID submission) implements Command {}

    @Test
    void isTheSameForHonestSpellingsOfTheSameContent() {
        assertThat(number("Zoe\u0308", 4, "by the window")).isEqualTo(NUMBER);
        assertThat(number("  Zo\u00eb\u00a0", 4, "by\tthe\r\n  window ")).isEqualTo(NUMBER);
    }

    @Test
    void differsWhenContentDiffers() {
        assertThat(number("zo\u00eb", 4, "by the window")).isNotEqualTo(NUMBER);
        assertThat(number("Zo\u00eb", 5, "by the window")).isNotEqualTo(NUMBER);
        assertThat(CommandNumber.of(KEY, "SendMessage", List.of("Zo\u00eb", 4, "by the window")))
                .isNotEqualTo(NUMBER);
    }

    @Test
    void differsWhenALetterMovesToTheNextField() {
        assertThat(number("ab", 1, "c")).isNotEqualTo(number("a", 1, "bc"));
        assertThat(number("a", 12, "3")).isNotEqualTo(number("a", 1, "23"));
    }

    private static String number(String name, int people, String text) {
        return CommandNumber.of(KEY, "PlaceOrder", List.of(name, people, text));
    }

    private static SecretKey key(int bytes, int first) {
        byte[] key = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            key[i] = (byte) (first + i);
        }
        return new SecretKeySpec(key, "HmacSHA256");
    }
}
