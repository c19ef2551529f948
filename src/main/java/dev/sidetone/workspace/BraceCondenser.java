package dev.sidetone.workspace;

import java.util.Set;

/**
 * Leaves out what stands inside functions, their parameter lists and comments, and also imports and
 * indentation: that is most of a text and none of what it defines. Where the braces do not add up
 * (conditional compilation), the text stays whole.
 */
final class BraceCondenser {

    private static final Set<String> FUNCTION = Set.of("fn", "func", "fun");
    private static final Set<String> CONTAINER =
            Set.of(
                    "class",
                    "interface",
                    "enum",
                    "record",
                    "struct",
                    "union",
                    "trait",
                    "impl",
                    "mod",
                    "namespace",
                    "object",
                    "extern",
                    "type",
                    "macro_rules");

    private static final Set<String> IMPORT = Set.of("import", "use", "using", "package");

    private final String text;
    private final Language language;
    private final Literals literals;
    private final Condensed.Builder kept;
    private final boolean endsAtLine;
    private int at;
    private int depth;
    private int parens;

    /** Whether no word came since the last statement. */
    private boolean fresh = true;

    /** What the words since the last statement say about the next brace. */
    private boolean container;

    private boolean callable;

    private BraceCondenser(String text, Language language) {
        this.text = text;
        this.language = language;
        this.literals = new Literals(text, language);
        this.kept = new Condensed.Builder(text);
        this.endsAtLine = language == Language.GO;
    }

    static Condensed condense(String text, Language language) {
        var condenser = new BraceCondenser(text, language);
        return condenser.run() ? condenser.kept.build() : Condensed.whole(text);
    }

    private boolean run() {
        while (at < text.length() && depth >= 0) {
            char c = text.charAt(at);
            int after = literals.end(at);
            if (after > at) {
                literal(after);
            } else if (Character.isJavaIdentifierStart(c)) {
                word();
            } else if (c == ' ' || c == '\t') {
                blanks();
            } else {
                kept.keep(at, at + 1);
                at++;
                sign(c);
            }
        }
        return depth == 0 && parens == 0;
    }

    /** A comment is as good as a blank, or as a line end when it has one. */
    private void literal(int after) {
        if (text.charAt(at) == '/') {
            int line = text.indexOf('\n', at);
            kept.add(line >= 0 && line < after ? "\n" : " ", at);
        } else {
            kept.keep(at, after);
        }
        at = after;
    }

    private void blanks() {
        int start = at;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        boolean indent = start == 0 || text.charAt(start - 1) == '\n';
        kept.keep(indent ? at : at - 1, at);
    }

    private void word() {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        if (at - start >= 12) {
            fresh = false;
            kept.keep(start, at);
            return;
        }
        String word = text.substring(start, at);
        if (fresh && isImport(word)) {
            at = importEnd();
            return;
        }
        fresh = false;
        kept.keep(start, at);
        if (parens == 0) {
            if (CONTAINER.contains(word)) {
                container = true;
                callable = false;
            } else if (FUNCTION.contains(word)) {
                container = false;
                callable = true;
            }
        }
    }

    /** Of a statement that only names what others define; a block of C# is no statement. */
    private boolean isImport(String word) {
        return depth == 0
                && IMPORT.contains(word)
                && (language == Language.JAVA
                        || language == Language.RUST
                        || language == Language.C_SHARP
                        || (language == Language.KOTLIN && !word.equals("use")));
    }

    private int importEnd() {
        int end = text.indexOf(language == Language.KOTLIN ? '\n' : ';', at);
        return end < 0 ? text.length() : end + 1;
    }

    /** A parameter list stands close to its name; that of a type may declare members. */
    private void parenthesis() {
        boolean list = at > 1 && Character.isJavaIdentifierPart(text.charAt(at - 2));
        boolean members = container || (language == Language.KOTLIN && !callable);
        int end = list && !members && parens == 0 ? close('(', ')') : -1;
        if (end < 0) {
            parens++;
        } else {
            kept.keep(end, end + 1);
            at = end + 1;
            callable = true;
        }
    }

    private void sign(char c) {
        switch (c) {
            case '(' -> parenthesis();
            case ')' -> {
                parens = Math.max(0, parens - 1);
                callable |= parens == 0 && !container;
            }
            case ';' -> header();
            case '\n' -> {
                if (endsAtLine && parens == 0) {
                    header();
                }
            }
            case '{' -> open();
            case '}' -> {
                depth--;
                header();
            }
            default -> {}
        }
    }

    private void open() {
        boolean body = callable && !container && parens == 0;
        header();
        int end = body ? close('{', '}') : -1;
        if (!body) {
            depth++;
        } else if (end < 0) {
            depth = -1;
        } else {
            kept.keep(end, end + 1);
            at = end + 1;
        }
    }

    /** Where the bracket that was just opened is closed; -1 when it is not. */
    private int close(char opening, char closing) {
        int open = 1;
        int i = at;
        while (i < text.length()) {
            int after = literals.end(i);
            if (after > i) {
                i = after;
                continue;
            }
            char c = text.charAt(i);
            open += c == opening ? 1 : c == closing ? -1 : 0;
            if (open == 0) {
                return i;
            }
            i++;
        }
        return -1;
    }

    private void header() {
        fresh = true;
        container = false;
        callable = false;
    }
}
