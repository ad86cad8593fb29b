/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import java.util.Set;

/** What Unicode has that no name or note needs. */
final class Characters {

    /** What stands in for bytes that are no UTF-8: nobody types it. */
    static final char REPLACEMENT = '\ufffd';

    /** Letters and symbols that show nothing: Hangul fillers, and Braille without a dot. */
    private static final Set<Integer> FILLERS = Set.of(0x115f, 0x1160, 0x3164, 0xffa0, 0x2800);

    private Characters() {}

    /**
     * Whether it controls instead of being read: control characters, ends of lines, halves of characters, and what turns the direction
     * of all text that follows (embeddings, overrides, isolates), so that a line reads as something else than it says. The marks
     * that scripts from right to left need (200E, 200F, 061C) are none, nor is what joins emoji (200D).
     */
    static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f);
        };
    }

    /** Whether it shows by itself. What this version of Java does not know yet does: it may be an emoji. */
    static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            case Character.UNASSIGNED ->
                (c & 0xfffe) != 0xfffe
                        && !(c >= 0xfdd0 && c <= 0xfdef)
                        && !(c >= 0xfff0 && c <= 0xfff8)
                        && !(c >= 0xe0000 && c <= 0xe0fff)
                        && c != 0x2065;
            default -> !FILLERS.contains(c);
        };
    }
}
