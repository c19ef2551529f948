package dev.sidetone.access;

/** Somebody may not do what was asked for. The message says what is missing. */
public final class DeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A name for programs. */
    public static final String CODE = "scope_missing";

    DeniedException(String message) {
        super(message);
    }
}
