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

    /** What happened in words of ours alone: nothing that the provider said, no address, no key. */
    public String brief() {
        return kind.brief(status);
    }

    /** What went wrong, as far as it decides what happens next. */
    public enum Kind {
        /** No connection, or it broke. */
        UNREACHABLE("It could not be reached."),
        /** An HTTP status other than success. */
        REFUSED("It answered %d."),
        /** The call does not exist any more (404, 410). */
        GONE("It answered %d."),
        /** Success, but the answer cannot be used. */
        BAD_ANSWER("Its answer could not be used."),
        /** We do not go there. */
        FORBIDDEN("Its address is not allowed."),
        /** It took too long. */
        TIMED_OUT("It did not answer in time.");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String brief(int status) {
            return words.formatted(status);
        }
    }
}
