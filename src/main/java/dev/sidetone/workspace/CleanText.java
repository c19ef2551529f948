package dev.sidetone.workspace;

import java.util.regex.Pattern;

/**
 * Makes text of a repository fit to be shown and spoken: no control characters, no terminal
 * sequences, nothing invisible that could hide or reorder what a person reads.
 */
public final class CleanText {

    private static final Pattern TERMINAL =
            Pattern.compile(
                    "\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|.)");

    private CleanText() {}

    /** One line: as {@link #lines}, with line breaks and tabs turned into blanks, trimmed. */
    public static String line(String text) {
        return lines(text).replaceAll("\\s+", " ").strip();
    }

    /** Keeps line breaks and tabs; every other control or invisible character goes. */
    public static String lines(String text) {
        if (isPlain(text)) {
            return text;
        }
        String visible = TERMINAL.matcher(text).replaceAll("");
        var kept = new StringBuilder(visible.length());
        visible.codePoints().forEach(point -> append(kept, point));
        return kept.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || (c < ' ' && c != '\n' && c != '\t')) {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder kept, int point) {
        if (point == '\n' || point == '\t') {
            kept.append((char) point);
        } else if (point == 0x2028 || point == 0x2029) {
            kept.append('\n');
        } else if (!isHidden(point)) {
            kept.appendCodePoint(point);
        }
    }

    private static boolean isHidden(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || isFiller(point)
                || isVariationSelector(point);
    }

    /** Letters and marks that Unicode defines to have no glyph. */
    private static boolean isFiller(int point) {
        return point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x17B4
                || point == 0x17B5
                || point == 0x3164
                || point == 0xFFA0;
    }

    private static boolean isVariationSelector(int point) {
        return (point >= 0x180B && point <= 0x180F)
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0000 && point <= 0xE0FFF);
    }
}
