package dev.sidetone.session;

/** Cuts words to what was heard of their sound. */
final class HeardText {

    /** Characters per second of calm English speech; for sound whose length we do not know. */
    private static final double CHARACTERS_PER_MS = 0.0145;

    private HeardText() {}

    /**
     * @param totalMs length of the whole sound; 0 when unknown
     */
    static String cut(String text, long heardMs, long totalMs) {
        double share = totalMs > 0 ? (double) heardMs / totalMs : 2;
        long length = Math.round(totalMs > 0 ? text.length() * share : heardMs * CHARACTERS_PER_MS);
        if (length >= text.length()) {
            return text;
        }
        int end = (int) Math.max(0, length);
        int word = text.lastIndexOf(' ', end);
        return word <= 0 ? "" : text.substring(0, word).stripTrailing();
    }
}
