/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What HTTP's headers and addresses must look like (RFC 9110, RFC 3986), where a library behind us fails if they do not. */
final class HeaderSyntax {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String QUOTED = "\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[^\\p{Cntrl}])*+\"";
    private static final String WEIGHT =
            "(?i:q)[ \\t]*+=[ \\t]*+(?:[01](?:\\.\\d{0,9})?+|\\.\\d{1,9})(?=[ \\t]*+(?:[;,]|$))";
    private static final String PARAMETER =
            "(?!(?i:q)[ \\t]*+=)" + TOKEN + "[ \\t]*+=[ \\t]*+(?:" + TOKEN + "|" + QUOTED + ")";
    private static final String TYPE = TOKEN + "/" + TOKEN;

    private static final Pattern MEDIA_TYPE =
            Pattern.compile(TYPE + "(?:[ \\t]*+;[ \\t]*+(?:" + PARAMETER + ")?+)*+[ \\t]*+");

    /** One element of Accept. Java's own HttpURLConnection sends a lone * and weights such as .2 */
    private static final Pattern MEDIA_RANGE = Pattern.compile("[ \\t]*+(?:(?:" + TYPE + "|\\*)(?:[ \\t]*+;[ \\t]*+(?:"
            + WEIGHT + "|" + PARAMETER + ")?+)*+)?+[ \\t]*+(?:,|$)");

    private static final Pattern LANGUAGES = Pattern.compile(
            "(?:[A-Za-z0-9*-]{1,64}+[ \\t]*+(?:;[ \\t]*+" + WEIGHT + "[ \\t]*+)?+(?:,[ \\t]*+|$)){0,64}+");

    private HeaderSyntax() {}

    static boolean isMediaType(String contentType) {
        return MEDIA_TYPE.matcher(contentType).matches();
    }

    static boolean isAccept(String accept) {
        Matcher element = MEDIA_RANGE.matcher(accept);
        while (element.lookingAt()) {
            if (element.hitEnd() && element.end() == accept.length()) {
                return true;
            }
            element.region(element.end(), accept.length());
        }
        return false;
    }

    static boolean isAcceptLanguage(String languages) {
        return LANGUAGES.matcher(languages).matches();
    }

    /** Whether a path or query, as it was sent, is UTF-8 in percent encoding, without control characters. */
    static boolean isAddress(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '%') {
                bytes.write(c);
            } else if (i + 2 < encoded.length() && isHex(encoded.charAt(i + 1)) && isHex(encoded.charAt(i + 2))) {
                bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else {
                return false;
            }
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .chars()
                    .noneMatch(Character::isISOControl);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }
}
