package dev.sidetone.usage;

/**
 * How a call stands against what it may use.
 *
 * @param words which cap is nearest and how near; empty while there is nothing to say
 */
public record Allowance(Level level, String words) {

    /** No cap is near. */
    public static final Allowance OPEN = new Allowance(Level.OPEN, "");

    /** How near the nearest cap is. */
    public enum Level {
        OPEN,
        /** Four fifths are used. */
        NEAR,
        USED_UP
    }
}
