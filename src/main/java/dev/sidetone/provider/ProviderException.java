package dev.sidetone.provider;

import java.util.Objects;

/**
 * The provider could not be reached or refused. The message is fit for the user: what happened,
 * where, the provider's own words, and never a key.
 */
public final class ProviderException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int status;
    private final String code;

    ProviderException(Kind kind, int status, String code, String message) {
        super(message);
        this.kind = kind;
        this.status = status;
        this.code = code;
    }

    ProviderException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = 0;
        this.code = "";
    }

    /** The message, for the user. */
    public String text() {
        return Objects.requireNonNullElse(getMessage(), "");
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status, 0 when there was none. */
    public int status() {
        return status;
    }

    /** The provider's machine-readable code, for example {@code webrtc_unavailable}; or empty. */
    public String code() {
        return code;
    }

    /** What went wrong, as far as it decides what happens next. */
    public enum Kind {
        /** No connection, or it broke. */
        UNREACHABLE,
        /** An HTTP status other than success. */
        REFUSED,
        /** The call does not exist any more (404, 410). */
        GONE,
        /** Success, but the answer cannot be used. */
        BAD_ANSWER,
        /** We do not go there. */
        FORBIDDEN,
        /** It took too long. */
        TIMED_OUT
    }
}
