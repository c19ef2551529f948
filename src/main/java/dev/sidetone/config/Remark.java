package dev.sidetone.config;

/** Something odd but harmless, with its place; {@code toString} is a line for a person. */
record Remark(Kind kind, Origin origin, String text) {

    /** What is odd. */
    enum Kind {
        /** Nobody knows this key. */
        UNKNOWN,

        /** A key of Codex that means nothing here. */
        IGNORED,

        /** A good value that is not used, or not as it says. */
        SET_ASIDE
    }

    @Override
    public String toString() {
        return origin + ": " + text;
    }
}
