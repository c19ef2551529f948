package dev.sidetone.workspace;

/** Tells where a string, template, regular expression or comment of JavaScript ends. */
final class ScriptLiterals {

    private final String text;

    ScriptLiterals(String text) {
        this.text = text;
    }

    /** The place after the comment that begins here; the same place when none does. */
    int comment(int at) {
        if (text.startsWith("//", at)) {
            return line(at);
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            return end < 0 ? text.length() : end + 2;
        }
        return at;
    }

    private int line(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    /** The place after the string that begins here; one that is not closed ends with its line. */
    int string(int at) {
        char quote = text.charAt(at);
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        boolean closed = i < text.length() && text.charAt(i) == quote;
        return Math.min(text.length(), closed ? i + 1 : i);
    }

    /** The place after the template that begins here, with the code in it. */
    int template(int at) {
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '`') {
                return i + 1;
            }
            if (c == '$' && text.startsWith("{", i + 1)) {
                i = code(i + 2);
            } else {
                i += c == '\\' ? 2 : 1;
            }
        }
        return text.length();
    }

    private int code(int from) {
        int open = 1;
        int i = from;
        while (i < text.length() && open > 0) {
            char c = text.charAt(i);
            switch (c) {
                case '{' -> open++;
                case '}' -> open--;
                default -> {}
            }
            i = Math.max(i + 1, c == '`' ? template(i) : c == '"' || c == '\'' ? string(i) : i);
        }
        return i;
    }

    /** The place after simple type arguments that begin here, when arguments follow them. */
    int typeArguments(int at) {
        int open = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<') {
                open++;
            } else if (c == '>' && --open == 0) {
                return text.startsWith("(", i + 1) ? i + 1 : at;
            } else if (!Character.isJavaIdentifierPart(c) && " ,.[]|\n>".indexOf(c) < 0) {
                return at;
            }
        }
        return at;
    }

    /** The place after the regular expression that begins here, with its flags. */
    int expression(int at) {
        boolean set = false;
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '\n') {
            char c = text.charAt(i);
            if (c == '/' && !set) {
                return flags(i + 1);
            }
            set = c == '[' || (set && c != ']');
            i += c == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private int flags(int from) {
        int i = from;
        while (i < text.length() && Character.isJavaIdentifierPart(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
