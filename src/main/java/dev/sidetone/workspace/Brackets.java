package dev.sidetone.workspace;

/** Finds where things end in a text with brackets, past strings and comments; -1: nowhere. */
final class Brackets {

    private final String text;
    private final Literals literals;

    Brackets(String text, Literals literals) {
        this.text = text;
        this.literals = literals;
    }

    /** Where a bracket that was opened before this place is closed. */
    int close(int from, char opening, char closing) {
        int open = 1;
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == opening) {
                open++;
            } else if (c == closing && --open == 0) {
                return i;
            }
            i = Math.max(i + 1, literals.end(i));
        }
        return -1;
    }

    /** The first of these signs that is in no bracket of its own. */
    int next(int from, String signs) {
        int open = 0;
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (open == 0 && signs.indexOf(c) >= 0) {
                return i;
            }
            switch (c) {
                case '(', '[', '{' -> open++;
                case ')', ']', '}' -> open--;
                default -> {}
            }
            i = Math.max(i + 1, literals.end(i));
        }
        return -1;
    }

    /** The place after a Rust attribute, {@code #[…]} or {@code #![…]}, that begins here. */
    int attribute(int at) {
        int open = text.startsWith("#!", at) ? at + 2 : at + 1;
        int end = text.startsWith("[", open) ? close(open + 1, '[', ']') : -1;
        return end < 0 ? -1 : end + 1;
    }

    /** The place after type arguments that were opened before this one; -1: they were none. */
    int typeArguments(int from) {
        int open = 1;
        for (int i = from; i < text.length(); i = Math.max(i + 1, literals.end(i))) {
            switch (text.charAt(i)) {
                case '<' -> open++;
                case '>' -> open--;
                case ';', '{', '}', '=', '(' -> {
                    return -1;
                }
                default -> {}
            }
            if (open == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Where the value of a Java field ends: at the semicolon, or before the next field's name. */
    int value(int from) {
        int end = next(from, ",;");
        while (end >= 0 && text.charAt(end) == ',' && !isDeclarator(end + 1)) {
            end = next(end + 1, ",;");
        }
        return end;
    }

    private boolean isDeclarator(int from) {
        int i = blanks(from);
        int name = i;
        while (i < text.length() && Character.isJavaIdentifierPart(text.charAt(i))) {
            i++;
        }
        int after = blanks(i);
        return i > name && after < text.length() && "=,;".indexOf(text.charAt(after)) >= 0;
    }

    private int blanks(int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
