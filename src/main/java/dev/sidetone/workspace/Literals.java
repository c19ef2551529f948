package dev.sidetone.workspace;

/**
 * Tells where a string, character or comment that begins at a place ends, in languages with braces.
 */
final class Literals {

    private final String text;
    private final Language language;

    Literals(String text, Language language) {
        this.text = text;
        this.language = language;
    }

    /** The place after the literal that begins here; the same place when none does. */
    int end(int at) {
        return switch (text.charAt(at)) {
            case '/' -> comment(at);
            case '"' -> string(at);
            case '\'' -> character(at);
            case '`' -> language == Language.GO ? to("`", at + 1) : at;
            default -> at;
        };
    }

    private int comment(int at) {
        if (is("//", at)) {
            return line(at);
        }
        return is("/*", at) ? to("*/", at + 2) : at;
    }

    private int line(int at) {
        int i = at;
        while (i < text.length() && text.charAt(i) != '\n') {
            i++;
        }
        return i;
    }

    private int string(int at) {
        boolean blocks =
                language != Language.GO && language != Language.RUST && language != Language.C;
        if (blocks && is("\"\"\"", at)) {
            return to("\"\"\"", at + 3);
        }
        char before = at > 0 ? text.charAt(at - 1) : ' ';
        if (language == Language.CPP && before == 'R') {
            return rawCpp(at);
        }
        if (language == Language.RUST && (before == 'r' || before == '#')) {
            return rawRust(at);
        }
        boolean verbatim =
                language == Language.C_SHARP
                        && (before == '@'
                                || (before == '$' && at > 1 && text.charAt(at - 2) == '@'));
        return quoted(at, verbatim);
    }

    private int quoted(int at, boolean verbatim) {
        int i = at + 1;
        while (i < text.length()) {
            if (text.charAt(i) == '\\' && !verbatim) {
                i += 2;
            } else if (text.charAt(i) == '"') {
                return i + 1;
            } else if (text.charAt(i) == '\n' && !verbatim && language != Language.RUST) {
                return i;
            } else {
                i++;
            }
        }
        return text.length();
    }

    private int rawCpp(int at) {
        int open = at + 1;
        while (open < text.length() && open - at < 18 && text.charAt(open) != '(') {
            open++;
        }
        return to(")" + text.substring(at + 1, open) + "\"", open);
    }

    private int rawRust(int at) {
        int hashes = 0;
        while (at - 1 - hashes >= 0 && text.charAt(at - 1 - hashes) == '#') {
            hashes++;
        }
        boolean raw = at - 1 - hashes >= 0 && text.charAt(at - 1 - hashes) == 'r';
        return raw ? to("\"" + "#".repeat(hashes), at + 1) : quoted(at, false);
    }

    /** A character in quotes; a lone quote is a lifetime or a label. */
    private int character(int at) {
        int i = at + 1;
        if (i < text.length() && text.charAt(i) == '\\') {
            int close = i + 2;
            while (close < text.length()
                    && close - at < 14
                    && text.charAt(close) != '\''
                    && text.charAt(close) != '\n') {
                close++;
            }
            return Math.min(text.length(), close + 1);
        }
        for (int close = i + 1; close <= i + 2 && close < text.length(); close++) {
            if (text.charAt(close) == '\'') {
                return close + 1;
            }
        }
        return at;
    }

    private int to(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    private boolean is(String expected, int at) {
        return text.startsWith(expected, at);
    }
}
