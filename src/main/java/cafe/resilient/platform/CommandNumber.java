/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * The number of a command: the first 80 bits of HMAC-SHA-256 over its type and its fields in canonical form. Who has no key
 * cannot find a number by guessing the content. Two honest spellings of the same content (Unicode form, white space) give
 * the same number; moving a letter from one field to the next does not, as every field is preceded by its length.
 */
final class CommandNumber {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 10;

    private CommandNumber() {}

    static String of(SecretKey key, String type, Collection<?> content) {
        Mac mac = mac(key);
        add(mac, type);
        content.forEach(field -> add(mac, canonical(field)));
        return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
    }

    private static String canonical(Object field) {
        String folded =
                WHITE_SPACE.matcher(String.valueOf(field)).replaceAll(" ").strip();
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static void add(Mac mac, String field) {
        byte[] bytes = field.getBytes(UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
    }

    private static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
