package dev.sidetone.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * Which words of one assistant item are in which milliseconds of its audio, so that its text can be
 * cut to what was heard. One thread at a time.
 */
final class SpokenRecord {

    private record Piece(String words, long ms) {}

    private final List<Piece> pieces = new ArrayList<>();
    private long totalMs;

    void add(String words, long ms) {
        pieces.add(new Piece(words, ms));
        totalMs += ms;
    }

    /** Length of all audio so far. */
    long totalMs() {
        return totalMs;
    }

    /** The whole words that fit into the first {@code ms} milliseconds. */
    String heard(long ms) {
        List<String> heard = new ArrayList<>();
        long left = ms;
        for (Piece piece : pieces) {
            if (left <= 0) {
                break;
            }
            heard.add(left >= piece.ms() ? piece.words() : part(piece, left));
            left -= piece.ms();
        }
        return String.join(" ", heard).strip();
    }

    /** Words spoken between two positions, with the words at the edges. */
    String between(long fromMs, long toMs) {
        String upTo = heard(toMs);
        String before = heard(Math.max(0, fromMs));
        return upTo.substring(Math.min(before.length(), upTo.length())).strip();
    }

    private static String part(Piece piece, long ms) {
        String words = piece.words();
        int letters = (int) (words.length() * ms / Math.max(1, piece.ms()));
        if (letters >= words.length()) {
            return words;
        }
        int end = words.charAt(letters) == ' ' ? letters : words.lastIndexOf(' ', letters);
        return end <= 0 ? "" : words.substring(0, end);
    }
}
