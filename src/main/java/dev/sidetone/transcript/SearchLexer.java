package dev.sidetone.transcript;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into its pieces. Takes any text. Pure. */
final class SearchLexer {

    /**
     * A piece of a query.
     *
     * @param at where it begins
     * @param raw all of it, as it stands in the query
     * @param negated whether a minus stands before it
     * @param key what stands before the colon, in lower case; empty when there is none
     * @param value without quotes and without the star
     */
    record Piece(
            int at,
            String raw,
            boolean negated,
            String key,
            String value,
            boolean quoted,
            boolean prefix) {}

    private final String query;
    private int at;

    private SearchLexer(String query) {
        this.query = query;
    }

    static List<Piece> pieces(String query) {
        var lexer = new SearchLexer(query);
        var pieces = new ArrayList<Piece>();
        lexer.skipSpace();
        while (!lexer.ended()) {
            pieces.add(lexer.piece());
            lexer.skipSpace();
        }
        return pieces;
    }

    private Piece piece() {
        int start = at;
        boolean negated = here() == '-';
        if (negated) {
            at++;
        }
        String key = key();
        boolean quoted = !ended() && here() == '"';
        String value = quoted ? quoted() : bare();
        boolean star = quoted ? !ended() && here() == '*' : value.endsWith("*");
        if (quoted && star) {
            at++;
        }
        String text = quoted || !star ? value : value.substring(0, value.length() - 1);
        return new Piece(start, query.substring(start, at), negated, key, text, quoted, star);
    }

    /** Letters before a colon; none when there is no colon, or nothing but a path or URL behind. */
    private String key() {
        int end = at;
        while (end < query.length() && isKey(query.charAt(end))) {
            end++;
        }
        boolean colon = end > at && end < query.length() && query.charAt(end) == ':';
        if (!colon || SearchKey.near(query.substring(at, end)).isEmpty()) {
            return "";
        }
        String key = query.substring(at, end).toLowerCase(java.util.Locale.ROOT);
        at = end + 1;
        return key;
    }

    private static boolean isKey(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Up to the next quote; one that is missing at the end is thought of. */
    private String quoted() {
        int from = ++at;
        int end = query.indexOf('"', from);
        at = end < 0 ? query.length() : end + 1;
        return query.substring(from, end < 0 ? query.length() : end);
    }

    private String bare() {
        int from = at;
        while (!ended() && !isSpace(here())) {
            at++;
        }
        return query.substring(from, at);
    }

    private void skipSpace() {
        while (!ended() && isSpace(here())) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    private boolean ended() {
        return at >= query.length();
    }

    private char here() {
        return ended() ? ' ' : query.charAt(at);
    }
}
