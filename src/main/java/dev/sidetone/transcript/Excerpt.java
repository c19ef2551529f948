package dev.sidetone.transcript;

import java.util.Locale;

/** Cuts a text down to some words of it and what stands around them. Pure. */
final class Excerpt {

    private static final int AROUND = 80;

    private Excerpt() {}

    static String around(String text, String words) {
        String lower = text.toLowerCase(Locale.ROOT);
        int hit = Math.max(0, lower.indexOf(words.toLowerCase(Locale.ROOT)));
        int from = Math.min(Math.max(0, hit - AROUND), text.length());
        int to = Math.min(text.length(), hit + words.length() + AROUND);
        String cut = text.substring(whole(text, from), whole(text, to)).replaceAll("\\s+", " ");
        return (from > 0 ? "…" : "") + cut.strip() + (to < text.length() ? "…" : "");
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
