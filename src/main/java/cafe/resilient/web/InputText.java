/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what people and programs type; the same for pages and REST. */
public final class InputText {

    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");
    private static final Pattern UUID_TEXT =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private InputText() {}

    /** Text without white space around it and with plain line ends; null if nothing is left. */
    public static String text(String typed) {
        if (typed == null) {
            return null;
        }
        String text = typed.replace("\r\n", "\n").replace('\r', '\n');
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return start == end ? null : text.substring(start, end);
    }

    /** Unicode's White_Space: no character of it lies beyond the first plane. */
    private static boolean isWhiteSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    /**
     * A local date and time as browsers send it, such as 2027-03-01T19:30; years 0000 to 9999.
     *
     * @throws RuntimeException if it is none, or no such day exists
     */
    public static LocalDateTime dateTime(String typed) {
        if (!DATE_TIME.matcher(typed).matches()) {
            throw new IllegalArgumentException(typed);
        }
        return LocalDateTime.parse(typed);
    }

    /** False in the hour that summer time skips: no clock there ever shows it. */
    static boolean exists(LocalDateTime at, ZoneId zone) {
        return !zone.getRules().getValidOffsets(at).isEmpty();
    }

    /** @throws IllegalArgumentException if this is no UUID in its usual form of 36 characters */
    public static UUID uuid(String typed) {
        if (!UUID_TEXT.matcher(typed).matches()) {
            throw new IllegalArgumentException(typed);
        }
        return UUID.fromString(typed);
    }
}
