package dev.sidetone.embedded;

/** WebRTC could not be set up. The message is fit for a person. */
public final class MediaException extends Exception {

    /** Whose fault it is. */
    public enum Kind {
        /** The offer is no SDP that can be answered. */
        BAD_OFFER,
        /** The library or the network of this machine is not usable. */
        UNAVAILABLE,
        /** Too many calls at once. */
        BUSY
    }

    private final Kind kind;

    public MediaException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public MediaException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
