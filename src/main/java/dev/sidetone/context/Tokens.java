package dev.sidetone.context;

import java.nio.charset.StandardCharsets;

/** Estimated tokens: four bytes of UTF-8 each, rounded up. */
public final class Tokens {

    private static final int BYTES = 4;

    private Tokens() {}

    public static int of(String text) {
        return Math.ceilDiv(text.getBytes(StandardCharsets.UTF_8).length, BYTES);
    }

    /** The text with so much of its middle taken out that it fits. */
    public static String cutMiddle(String text, int most) {
        int all = of(text);
        if (all <= most) {
            return text;
        }
        String mark = "…%d tokens truncated…".formatted(all - most);
        int left = Math.max(0, most - of(mark)) * BYTES;
        String start = start(text, left / 2);
        return start + mark + end(text, left - left / 2);
    }

    /** As much of the beginning as fits into so many bytes. */
    static String start(String text, int bytes) {
        int end = 0;
        for (int used = 0; end < text.length(); ) {
            int point = text.codePointAt(end);
            used += size(point);
            if (used > bytes) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }

    private static String end(String text, int bytes) {
        int start = text.length();
        for (int used = 0; start > 0; ) {
            int point = text.codePointBefore(start);
            used += size(point);
            if (used > bytes) {
                break;
            }
            start -= Character.charCount(point);
        }
        return text.substring(start);
    }

    private static int size(int point) {
        return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }
}
