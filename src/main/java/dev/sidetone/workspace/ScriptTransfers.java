package dev.sidetone.workspace;

/** Tells where a statement ends that only takes in or hands on what others define. */
final class ScriptTransfers {

    private final String text;
    private final ScriptLiterals literals;

    ScriptTransfers(String text, ScriptLiterals literals) {
        this.text = text;
        this.literals = literals;
    }

    /**
     * The place after the statement, given the place after its first word; -1 when it is none of
     * these.
     */
    int end(String word, int from) {
        int first = blanks(from);
        if (first >= text.length() || "(.=:".indexOf(text.charAt(first)) >= 0) {
            return -1;
        }
        char c = text.charAt(first);
        if (word.equals("import")) {
            return module(first);
        }
        if (c == '*') {
            return module(first);
        }
        return c == '{' ? list(first) : -1;
    }

    /** After the name of the module, which is the first string. */
    private int module(int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                return semicolon(literals.string(i));
            }
            if ("=;(".indexOf(c) >= 0) {
                return -1;
            }
            i = Math.max(i + 1, literals.comment(i));
        }
        return -1;
    }

    private int list(int from) {
        int close = text.indexOf('}', from);
        if (close < 0) {
            return -1;
        }
        int after = blanks(close + 1);
        return text.startsWith("from", after) ? module(after) : semicolon(close + 1);
    }

    private int semicolon(int from) {
        return text.startsWith(";", from) ? from + 1 : from;
    }

    private int blanks(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }
}
