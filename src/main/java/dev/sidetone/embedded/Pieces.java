package dev.sidetone.embedded;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into deltas: at spaces, which stay at the front of the next piece. */
final class Pieces {

    private static final int MIN = 12;

    private Pieces() {}

    static List<String> of(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = MIN; i < text.length(); i++) {
            if (text.charAt(i) == ' ' && i - from >= MIN) {
                pieces.add(text.substring(from, i));
                from = i;
            }
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return pieces;
    }
}
