package dev.sidetone.workspace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves out the bodies of Python functions that define nothing themselves, parameters, imports and
 * comments. Lines inside strings and brackets belong to the line that these begin in.
 */
final class PythonCondenser {

    private static final Pattern FUNCTION = Pattern.compile("\\s*(?:async\\s+)?def\\b");
    private static final Pattern SIGNATURE = Pattern.compile("\\s*(?:async\\s+)?def\\s+\\w+");
    private static final Pattern DEFINES =
            Pattern.compile("^\\s*(?:async\\s+def|def|class)\\b", Pattern.MULTILINE);

    private final String text;
    private final Condensed.Builder kept;
    private int at;

    private PythonCondenser(String text) {
        this.text = text;
        this.kept = new Condensed.Builder(text);
    }

    static Condensed condense(String text) {
        return new PythonCondenser(text).run();
    }

    private Condensed run() {
        while (at < text.length()) {
            int end = statement(at);
            if (isComment(at)) {
                at = end;
                continue;
            }
            int header = at;
            at = end;
            if (isFunction(header, end)) {
                signature(header, end);
                body(indent(header));
            } else if (!isImport(header)) {
                kept.keep(header, end);
            }
        }
        return kept.build();
    }

    private boolean isComment(int start) {
        int first = start + indent(start);
        return first < text.length() && text.charAt(first) == '#';
    }

    /** A function whose body begins on the next line. */
    private boolean isFunction(int start, int end) {
        String header = text.substring(start, end);
        return FUNCTION.matcher(header).lookingAt() && header.strip().endsWith(":");
    }

    /** The name without its parameters. */
    private void signature(int start, int end) {
        Matcher name = SIGNATURE.matcher(text).region(start, end);
        if (name.lookingAt()) {
            kept.keep(start, name.end());
            kept.add("():\n", end - 1);
        } else {
            kept.keep(start, end);
        }
    }

    private boolean isImport(int start) {
        return text.startsWith("import ", start) || text.startsWith("from ", start);
    }

    /** Puts a body of one word in place of one that defines nothing. */
    private void body(int indent) {
        int end = at;
        while (end < text.length() && (isBlank(end) || indent(end) > indent)) {
            end = statement(end);
        }
        if (end > at && !DEFINES.matcher(text).region(at, end).find()) {
            kept.add(" ".repeat(indent + 1) + "0\n", Math.max(at, end - 1));
            at = end;
        }
    }

    private boolean isBlank(int start) {
        int first = start + indent(start);
        return first >= text.length()
                || text.charAt(first) == '\n'
                || text.charAt(first) == '\r'
                || text.charAt(first) == '#';
    }

    private int indent(int start) {
        int i = start;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i - start;
    }

    /** The place after the statement's last line end. */
    private int statement(int start) {
        int brackets = 0;
        int i = start;
        while (i < text.length()) {
            char c = text.charAt(i);
            switch (c) {
                case '(', '[', '{' -> brackets++;
                case ')', ']', '}' -> brackets = Math.max(0, brackets - 1);
                case '#' -> i = line(i) - 1;
                case '"', '\'' -> i = string(i) - 1;
                case '\\' -> i++;
                case '\n' -> {
                    if (brackets == 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
            i++;
        }
        return text.length();
    }

    private int line(int from) {
        int newline = text.indexOf('\n', from);
        return newline < 0 ? text.length() : newline;
    }

    private int string(int from) {
        String quote = text.substring(from, from + 1);
        if (text.startsWith(quote.repeat(3), from)) {
            int end = text.indexOf(quote.repeat(3), from + 3);
            return end < 0 ? text.length() : end + 3;
        }
        int i = from + 1;
        while (i < text.length() && text.charAt(i) != quote.charAt(0) && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        boolean closed = i < text.length() && text.charAt(i) != '\n';
        return Math.min(text.length(), closed ? i + 1 : i);
    }
}
