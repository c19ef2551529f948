package dev.sidetone.access;

import dev.sidetone.auth.Reader;

/** Who asks, and for what. Immutable. */
public record Asking(Reader reader, Need need) {

    /** Who is not known asks for nothing. */
    static final Asking NOBODY = new Asking(Reader.NOBODY, Need.NOTHING);

    /** Who may do everything asks for nothing in particular. */
    public static Asking everything() {
        return new Asking(Reader.EVERYTHING, Need.NOTHING);
    }

    /** The same, reading in another way. */
    Asking reading(ReadKind kind) {
        return new Asking(reader, need.reading(kind));
    }
}
