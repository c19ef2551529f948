package dev.sidetone.workspace;

/**
 * Cuts a Python text into its logical lines, without blank lines and what is behind a line. What is
 * in brackets or in a string goes on with the line that it begins in.
 */
final class PythonStatements {

    private final String text;
    private int at;
    private int start;
    private int end;
    private int indent;
    private boolean comment;

    PythonStatements(String text) {
        this.text = text;
    }

    /** Goes to the next one; false when there is none. */
    boolean next() {
        do {
            if (at >= text.length()) {
                return false;
            }
            start = at;
            while (start < text.length() && isBlank(text.charAt(start))) {
                start++;
            }
            indent = columns(at, start);
            comment = start < text.length() && text.charAt(start) == '#';
            end = comment ? line(start) : start;
            at = comment ? Math.min(text.length(), end + 1) : scan(start);
        } while (end == start);
        return true;
    }

    /** Whether it is none, only a comment on a line of its own. */
    boolean isComment() {
        return comment;
    }

    /** Of its first character. */
    int start() {
        return start;
    }

    /** The place after its last character that is no blank and in no comment. */
    int end() {
        return end;
    }

    /** Of its first line, in columns. */
    int indent() {
        return indent;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f' || c == '\ufeff';
    }

    private int columns(int from, int to) {
        int columns = 0;
        for (int i = from; i < to; i++) {
            columns += text.charAt(i) == '\t' ? 8 - columns % 8 : 1;
        }
        return columns;
    }

    /** The place after the line's end; sets where its last character is. */
    private int scan(int from) {
        int brackets = 0;
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            switch (c) {
                case '#' -> {
                    i = line(i);
                    continue;
                }
                case '"', '\'' -> {
                    i = string(i);
                    end = i;
                    continue;
                }
                case '\n' -> {
                    if (brackets == 0) {
                        return i + 1;
                    }
                }
                case '(', '[', '{' -> brackets++;
                case ')', ']', '}' -> brackets = Math.max(0, brackets - 1);
                case '\\' -> i = continued(i);
                default -> {}
            }
            i++;
            if (c > ' ') {
                end = Math.min(i, text.length());
            }
        }
        return text.length();
    }

    /** The last character of what a backslash takes with it: a line end may be two. */
    private int continued(int backslash) {
        return text.startsWith("\r\n", backslash + 1) ? backslash + 2 : backslash + 1;
    }

    private int line(int from) {
        int newline = text.indexOf('\n', from);
        return newline < 0 ? text.length() : newline;
    }

    private int string(int from) {
        char quote = text.charAt(from);
        if (text.startsWith(String.valueOf(quote).repeat(3), from)) {
            return longString(from, quote);
        }
        int i = from + 1;
        while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        boolean closed = i < text.length() && text.charAt(i) == quote;
        return Math.min(text.length(), closed ? i + 1 : i);
    }

    private int longString(int from, char quote) {
        int i = from + 3;
        while (i + 2 < text.length()) {
            char c = text.charAt(i);
            if (c == quote && text.charAt(i + 1) == quote && text.charAt(i + 2) == quote) {
                return i + 3;
            }
            i += c == '\\' ? 2 : 1;
        }
        return text.length();
    }
}
