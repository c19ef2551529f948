package dev.sidetone.agent;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A handoff as text for an agent that reads prompts: the request, and what was said since the last
 * one. Pure.
 */
final class Delegation {

    /** The request that comes with the rest of a call's words. */
    static final String TAIL =
            "The person has ended the voice call. Below is what was said after the last request."
                    + " Most likely there is nothing to do: acknowledge it, unless something in it"
                    + " asks for work.";

    /** For each part, in bytes and after it is escaped. */
    private static final int MOST_BYTES = 4_096;

    private static final String ELLIPSIS = "…";
    private static final int ELLIPSIS_BYTES = 3;

    private Delegation() {}

    static String envelope(String request, List<String> transcript) {
        String lines = String.join("\n", transcript);
        String input = request.isBlank() ? lines : request;
        var text = new StringBuilder("<realtime_delegation>\n");
        if (request.equals(TAIL)) {
            text.append("  <source>transcript_tail_flush</source>\n");
        }
        text.append("  <input>").append(start(escaped(input))).append("</input>\n");
        if (!lines.isEmpty()) {
            text.append("  <transcript_delta>")
                    .append(end(escaped(lines)))
                    .append("</transcript_delta>\n");
        }
        return text.append("</realtime_delegation>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** What a request begins with matters most. */
    private static String start(String text) {
        if (bytes(text) <= MOST_BYTES) {
            return text;
        }
        int end = 0;
        for (int left = MOST_BYTES - ELLIPSIS_BYTES; left >= 0; ) {
            int point = text.codePointAt(end);
            left -= size(point);
            end += left >= 0 ? Character.charCount(point) : 0;
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    /** Of what was said the last matters most. */
    private static String end(String text) {
        if (bytes(text) <= MOST_BYTES) {
            return text;
        }
        int start = text.length();
        for (int left = MOST_BYTES - ELLIPSIS_BYTES; left >= 0; ) {
            int point = text.codePointBefore(start);
            left -= size(point);
            start -= left >= 0 ? Character.charCount(point) : 0;
        }
        return ELLIPSIS + text.substring(start);
    }

    private static int size(int point) {
        return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
