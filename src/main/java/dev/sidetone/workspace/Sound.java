package dev.sidetone.workspace;

/**
 * How a name sounds: consonants folded into classes, vowels dropped, so that a recogniser's
 * spelling and the written one meet. In the spirit of Metaphone, on names without word boundaries.
 */
public final class Sound {

    private static final String[] DIGITS = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private Sound(String text) {
        this.text = text;
    }

    /**
     * The sound of a key as {@link Words#key} makes it; at most 32 letters.
     *
     * <p>{@code sessionmanager} is {@code SXNMNJR}.
     */
    public static String of(String key) {
        var spelled = new StringBuilder(key.length() + 8);
        for (int i = 0; i < key.length() && i < 64; i++) {
            char c = key.charAt(i);
            if (c >= '0' && c <= '9') {
                spelled.append(DIGITS[c - '0']);
            } else {
                spelled.append(c);
            }
        }
        return new Sound(spelled.toString()).encode();
    }

    private String encode() {
        skipSilentStart();
        while (at < text.length() && out.length() < 32) {
            char c = text.charAt(at);
            if (at > 0 && c == text.charAt(at - 1) && c != 'c') {
                at++;
            } else {
                letter(c);
            }
        }
        return out.toString();
    }

    private void skipSilentStart() {
        if (text.startsWith("kn")
                || text.startsWith("gn")
                || text.startsWith("pn")
                || text.startsWith("ps")
                || text.startsWith("wr")) {
            at = 1;
        }
    }

    private void letter(char c) {
        switch (c) {
            case 'a', 'e', 'i', 'o', 'u' -> vowel();
            case 'b' -> put('P');
            case 'p' -> put(next('h') ? 'F' : 'P', next('h') ? 2 : 1);
            case 'c' -> c();
            case 'd' ->
                    put(next('g') && soft(at + 2) ? 'J' : 'T', next('g') && soft(at + 2) ? 2 : 1);
            case 'f', 'v' -> put('F');
            case 'g' -> g();
            case 'h', 'w', 'y' -> glide(c);
            case 'j' -> put('J');
            case 'k', 'q' -> put('K');
            case 's', 'z' -> s();
            case 't' -> t();
            case 'x' -> x();
            case 'l', 'm', 'n', 'r' -> put(Character.toUpperCase(c));
            default -> put(c);
        }
    }

    private void vowel() {
        if (out.isEmpty()) {
            out.append('A');
        }
        at++;
    }

    private void glide(char c) {
        boolean heard = at == 0 && at + 1 < text.length() && isVowel(at + 1);
        if (heard) {
            out.append(Character.toUpperCase(c));
        }
        at++;
    }

    private void c() {
        if (next('h')) {
            put('X', 2);
        } else if (next('k')) {
            put('K', 2);
        } else {
            put(soft(at + 1) ? 'S' : 'K');
        }
    }

    private void g() {
        if (next('h')) {
            at += 2;
            if (at < text.length() && isVowel(at) && at == 2) {
                out.append('K');
            }
        } else {
            put(soft(at + 1) ? 'J' : 'K');
        }
    }

    private void s() {
        if (next('h')) {
            put('X', 2);
        } else if (text.startsWith("ssio", at)) {
            put('X', 2);
        } else if (text.startsWith("sio", at) || text.startsWith("sch", at)) {
            put('X', text.startsWith("sch", at) ? 3 : 1);
        } else {
            put('S');
        }
    }

    private void t() {
        if (next('h')) {
            put('0', 2);
        } else if (text.startsWith("tch", at)) {
            put('X', 3);
        } else {
            put(text.startsWith("tio", at) || text.startsWith("tia", at) ? 'X' : 'T');
        }
    }

    private void x() {
        out.append(at == 0 ? "S" : "KS");
        at++;
    }

    private void put(char sound) {
        put(sound, 1);
    }

    private void put(char sound, int length) {
        out.append(sound);
        at += length;
    }

    private boolean next(char c) {
        return at + 1 < text.length() && text.charAt(at + 1) == c;
    }

    private boolean soft(int i) {
        return i < text.length() && "eiy".indexOf(text.charAt(i)) >= 0;
    }

    private boolean isVowel(int i) {
        return "aeiou".indexOf(text.charAt(i)) >= 0;
    }
}
