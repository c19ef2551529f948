package dev.sidetone.workspace;

/**
 * Leaves out lines that are comments or imports, and indentation, for languages whose strings may
 * hold code. A comment behind code stays.
 */
final class LineCondenser {

    private LineCondenser() {}

    static Condensed condense(String text) {
        var kept = new Condensed.Builder(text);
        boolean comment = false;
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            int first = start;
            while (first < end && (text.charAt(first) == ' ' || text.charAt(first) == '\t')) {
                first++;
            }
            boolean opens = !comment && text.startsWith("/*", first);
            if (comment || opens) {
                int close = text.indexOf("*/", opens ? first + 2 : start);
                comment = close < 0 || close >= end;
                if (!comment) {
                    kept.keep(close + 2, end);
                }
            } else if (!text.startsWith("//", first) && !isImport(text, start, end)) {
                kept.keep(first, end);
            }
            start = end;
        }
        return kept.build();
    }

    /** An import on one line. */
    private static boolean isImport(String text, int start, int end) {
        return text.startsWith("import ", start) && text.substring(start, end).contains(" from ");
    }
}
