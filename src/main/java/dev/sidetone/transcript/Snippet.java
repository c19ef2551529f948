package dev.sidetone.transcript;

import dev.sidetone.transcript.SearchHit.Piece;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text down to what was searched for and some text around it. Pure. */
final class Snippet {

    private static final int BEFORE = 60;
    private static final int LENGTH = 240;

    private Snippet() {}

    static List<Piece> of(SearchTerms terms, String text) {
        SearchedText searched = SearchedText.of(text);
        List<Range> found = merged(terms, searched);
        String shown = searched.shown();
        int first = found.isEmpty() ? 0 : found.getFirst().start();
        int from = first <= BEFORE ? 0 : afterSpace(shown, first - BEFORE, first);
        int to = shown.length() <= from + LENGTH ? shown.length() : whole(shown, from + LENGTH);
        var pieces = new ArrayList<Piece>();
        int at = from;
        for (Range range : found) {
            if (range.start() < to) {
                add(pieces, shown.substring(at, range.start()), false);
                at = Math.min(range.end(), to);
                add(pieces, shown.substring(range.start(), at), true);
            }
        }
        add(pieces, shown.substring(at, to), false);
        return framed(pieces, from > 0, to < shown.length());
    }

    private static List<Range> merged(SearchTerms terms, SearchedText text) {
        var all = new ArrayList<Range>();
        terms.wanted().forEach(words -> all.addAll(words.in(text)));
        all.sort(Range.BY_START);
        var merged = new ArrayList<Range>();
        for (Range range : all) {
            if (!merged.isEmpty() && range.start() < merged.getLast().end()) {
                Range last = merged.removeLast();
                merged.add(new Range(last.start(), Math.max(last.end(), range.end())));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private static void add(List<Piece> to, String text, boolean marked) {
        String line = text.replaceAll("\\s+", " ");
        if (!line.isEmpty()) {
            to.add(new Piece(line, marked));
        }
    }

    private static List<Piece> framed(List<Piece> pieces, boolean cutBefore, boolean cutAfter) {
        var framed = new ArrayList<Piece>();
        if (cutBefore) {
            framed.add(new Piece("… ", false));
        }
        framed.addAll(pieces);
        if (cutAfter) {
            framed.add(new Piece(" …", false));
        }
        return framed;
    }

    private static int afterSpace(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at + 1;
            }
        }
        return whole(text, from);
    }

    /** Not in the middle of a character of two parts. */
    private static int whole(String text, int at) {
        boolean between =
                at > 0
                        && at < text.length()
                        && Character.isLowSurrogate(text.charAt(at))
                        && Character.isHighSurrogate(text.charAt(at - 1));
        return between ? at - 1 : at;
    }
}
