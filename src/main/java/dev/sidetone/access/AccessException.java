package dev.sidetone.access;

/**
 * What belongs to whom, and who reads it, cannot be read or written now, so nothing is shown or
 * changed.
 */
public final class AccessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A name for programs. */
    public static final String CODE = "access_log_unavailable";

    AccessException(Throwable cause) {
        super(
                "Whose record this is, and who reads it, is written down, and that cannot be done"
                        + " now. Try again when /readyz says that the record can be written.",
                cause);
    }
}
