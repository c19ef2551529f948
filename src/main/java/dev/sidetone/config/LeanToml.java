package dev.sidetone.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A TOML text without the lines that say nothing, and where its lines were. The parser's time grows
 * with the square of blank lines and comments that follow each other: 2,000 take it half a minute.
 */
final class LeanToml {

    private static final String BASIC = "\"\"\"";
    private static final String LITERAL = "'''";

    private final StringBuilder kept = new StringBuilder();
    private final List<Integer> places = new ArrayList<>();

    /** What ends the text of several lines in which we are; empty outside of one. */
    private String until = "";

    private LeanToml() {}

    static LeanToml of(String text) {
        var lean = new LeanToml();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            lean.take(line, ++number);
        }
        return lean;
    }

    String text() {
        return kept.toString();
    }

    /** Where this line was; behind the last one, that one. */
    int line(int ofText) {
        return places.isEmpty() ? 1 : places.get(Math.clamp(ofText, 1, places.size()) - 1);
    }

    private void take(String line, int number) {
        if (until.isEmpty() && saysNothing(line)) {
            return;
        }
        if (!places.isEmpty()) {
            kept.append('\n');
        }
        kept.append(line);
        places.add(number);
        follow(line);
    }

    /** A comment with characters that none may hold is left to the parser, which refuses it. */
    private static boolean saysNothing(String line) {
        String bare = line.strip();
        return bare.isEmpty()
                ? line.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r')
                : bare.startsWith("#") && bare.chars().noneMatch(LeanToml::isForbidden);
    }

    private static boolean isForbidden(int c) {
        return c < ' ' && c != '\t' || c == 0x7f;
    }

    /** Notices whether the line ends within a text of several lines. */
    private void follow(String line) {
        int at = 0;
        while (at < line.length()) {
            at = until.isEmpty() ? outside(line, at) : inside(line, at);
        }
    }

    private int inside(String line, int at) {
        if (until.equals(BASIC) && line.charAt(at) == '\\') {
            return at + 2;
        }
        if (!line.startsWith(until, at)) {
            return at + 1;
        }
        char quote = until.charAt(0);
        int end = at + until.length();
        while (end < line.length() && end < at + 5 && line.charAt(end) == quote) {
            end++; // up to two quotes may stand before those that end it
        }
        until = "";
        return end;
    }

    private int outside(String line, int at) {
        char c = line.charAt(at);
        if (c == '#') {
            return line.length();
        }
        for (String begin : List.of(BASIC, LITERAL)) {
            if (line.startsWith(begin, at)) {
                until = begin;
                return at + begin.length();
            }
        }
        return c == '"' || c == '\'' ? behindText(line, at, c) : at + 1;
    }

    private static int behindText(String line, int begin, char quote) {
        int at = begin + 1;
        while (at < line.length() && line.charAt(at) != quote) {
            at += quote == '"' && line.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
