package dev.sidetone.workspace;

import java.util.Set;

/**
 * Leaves out what stands inside functions, their parameter lists and comments, and also imports,
 * indentation and empty lines, values and type arguments of Java, attributes and bounds of Rust:
 * that is most of a text and none of what it defines. Where the braces do not add up (conditional
 * compilation), the text stays whole.
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
                    "type");

    private static final Set<String> IMPORT = Set.of("import", "use", "using", "package");

    /** Words before a Java declaration that say nothing about what it is. */
    private static final Set<String> MODIFIER =
            Set.of("public", "private", "protected", "static", "final", "abstract", "default");

    private final String text;
    private final Language language;
    private final Literals literals;
    private final Brackets brackets;
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

    /** Whether what was declared has a value, not a type, behind its equals sign. */
    private boolean valued;

    private BraceCondenser(String text, Language language) {
        this.text = text;
        this.language = language;
        this.literals = new Literals(text, language);
        this.brackets = new Brackets(text, literals);
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
            } else if (c == ' ' || c == '\t' || c == '\r') {
                blanks();
            } else if (c == '\n' && kept.endsLine()) {
                at++;
            } else if (!isLeftOut(c)) {
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
            if (!kept.endsLine()) {
                kept.add(line >= 0 && line < after ? "\n" : " ", at);
            }
        } else {
            kept.keep(at, after);
        }
        at = after;
    }

    /** Skips what a sign begins that nothing can be defined in. */
    private boolean isLeftOut(char c) {
        int end = parens == 0 ? leftOut(c) : -1;
        if (end >= 0) {
            at = end;
        }
        return end >= 0;
    }

    private int leftOut(char c) {
        if (language == Language.JAVA) {
            return switch (c) {
                case '=' -> brackets.value(at + 1);
                case '<' -> brackets.typeArguments(at + 1);
                default -> -1;
            };
        }
        if (language == Language.RUST) {
            return switch (c) {
                case '#' -> brackets.attribute(at);
                case '=' -> valued ? brackets.next(at, ";") : -1;
                default -> -1;
            };
        }
        return -1;
    }

    private void blanks() {
        while (at < text.length() && " \t\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        boolean idle = kept.endsLine() || (at < text.length() && text.charAt(at) == '\n');
        kept.keep(idle ? at : at - 1, at);
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
        if (fresh && isIdle(word)) {
            return;
        }
        fresh = false;
        kept.keep(start, at);
        if (parens == 0) {
            said(word);
        }
    }

    private void said(String word) {
        if (CONTAINER.contains(word)) {
            container = true;
            callable = false;
        } else if (FUNCTION.contains(word)) {
            container = false;
            callable = true;
            if (language == Language.RUST) {
                signature();
            }
        } else if (language == Language.RUST && word.equals("where")) {
            at = bodyOr(at);
        } else if (word.equals("const") || word.equals("static")) {
            valued = true;
        }
    }

    /** Of a Rust function only its name. */
    private void signature() {
        int start = at;
        while (at < text.length()
                && (text.charAt(at) == ' ' || Character.isJavaIdentifierPart(text.charAt(at)))) {
            at++;
        }
        kept.keep(start, at);
        if (at < text.length() && (text.charAt(at) == '(' || text.charAt(at) == '<')) {
            kept.add("()", at);
            at = bodyOr(at);
        }
    }

    /** Where the body begins, or the declaration ends. */
    private int bodyOr(int from) {
        int end = brackets.next(from, "{;");
        return end < 0 ? from : end;
    }

    /** Visibility and the like; that of Rust may have a place in parentheses. */
    private boolean isIdle(String word) {
        if (language == Language.RUST && word.equals("pub")) {
            if (text.startsWith("(", at)) {
                at = Math.max(at, brackets.close(at + 1, '(', ')') + 1);
            }
            return true;
        }
        return language == Language.JAVA && depth > 0 && MODIFIER.contains(word);
    }

    /** Of a statement that only names what others define; a block of C# is no statement. */
    private boolean isImport(String word) {
        return (depth == 0 || language == Language.RUST)
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
        boolean list = at > 1 && isNameOrMacro(text.charAt(at - 2));
        boolean members = container || (language == Language.KOTLIN && !callable);
        int end = list && !members && parens == 0 ? brackets.close(at, '(', ')') : -1;
        if (end < 0) {
            parens++;
        } else {
            kept.keep(end, end + 1);
            at = end + 1;
            callable = true;
        }
    }

    private boolean isNameOrMacro(char c) {
        return Character.isJavaIdentifierPart(c) || (c == '!' && language == Language.RUST);
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
            case '!' -> callable |= language == Language.RUST && parens == 0 && isMacro();
            case '{' -> open();
            case '}' -> {
                depth--;
                header();
            }
            default -> {}
        }
    }

    private void open() {
        boolean initialiser = fresh && depth > 0 && language == Language.JAVA;
        boolean body = (callable || initialiser) && !container && parens == 0;
        header();
        int end = body ? brackets.close(at, '{', '}') : -1;
        if (!body) {
            depth++;
        } else if (end < 0) {
            depth = -1;
        } else {
            kept.keep(end, end + 1);
            at = end + 1;
        }
    }

    private boolean isMacro() {
        return at > 1 && Character.isJavaIdentifierPart(text.charAt(at - 2));
    }

    private void header() {
        fresh = true;
        container = false;
        callable = false;
        valued = false;
    }
}
