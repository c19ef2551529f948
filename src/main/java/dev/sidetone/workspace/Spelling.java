package dev.sidetone.workspace;

/**
 * A name as it is compared with others: its letters and digits, its sound, and which pairs of
 * neighbours occur in both, as bits. One insertion, deletion or change of a letter changes four of
 * these bits at most, one swap of neighbours six: so the bits tell quickly what is far apart.
 */
record Spelling(String key, String sound, long pairs, long soundPairs) {

    /** The most bits that one step of {@link Likeness#distance} changes. */
    private static final int BITS_A_STEP = 6;

    static Spelling of(String key) {
        String sound = Sound.of(key);
        return new Spelling(key, sound, pairs(key), pairs(sound));
    }

    private static long pairs(String text) {
        long bits = 0;
        for (int i = 1; i < text.length(); i++) {
            bits |= 1L << ((text.charAt(i - 1) * 31 + text.charAt(i)) % 64);
        }
        return bits;
    }

    /** False only when this surely is no part of the other. */
    boolean mayBePartOf(Spelling other) {
        return key.length() < other.key.length() && (pairs & ~other.pairs) == 0;
    }

    /** How many of the keys' bits differ. */
    int apart(Spelling other) {
        return Long.bitCount(pairs ^ other.pairs);
    }

    /** No less than {@link Likeness#similarity} of the keys. */
    double keyBound(Spelling other) {
        return bound(key.length(), other.key.length(), apart(other));
    }

    /** No less than {@link Likeness#similarity} of the sounds. */
    double soundBound(Spelling other) {
        int bits = Long.bitCount(soundPairs ^ other.soundPairs);
        return bound(sound.length(), other.sound.length(), bits);
    }

    private static double bound(int one, int other, int bits) {
        int longest = Math.max(one, other);
        int steps = Math.max(Math.abs(one - other), (bits + BITS_A_STEP - 1) / BITS_A_STEP);
        return longest == 0 ? 1 : 1 - (double) Math.min(steps, longest) / longest;
    }
}
