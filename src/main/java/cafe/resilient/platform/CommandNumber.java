/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The number of a command: the first 80 bits of SHA-256 over its type and its fields in canonical form. Two honest
 * spellings of the same content (Unicode form, white space) give the same number; moving a letter from one field to
 * the next does not, as every field is preceded by its length.
 */
final class CommandNumber {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");
    private static final int BYTES = 10;

    private CommandNumber() {}

    static String of(String type, Collection<?> content) {
        MessageDigest digest = sha256();
        add(digest, type);
        content.forEach(field -> add(digest, canonical(field)));
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static String canonical(Object field) {
        String folded =
                WHITE_SPACE.matcher(String.valueOf(field)).replaceAll(" ").strip();
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static void add(MessageDigest digest, String field) {
        byte[] bytes = field.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
