package dev.sidetone.wire;

/**
 * A frame that is no event. The message is fit for the peer; {@code eventId} is the client's id of
 * the frame, empty when it had none or could not be read.
 */
public final class WireFormatException extends Exception {

    private final String eventId;

    WireFormatException(String message, String eventId) {
        super(message);
        this.eventId = eventId;
    }

    WireFormatException(String message, String eventId, Throwable cause) {
        super(message, cause);
        this.eventId = eventId;
    }

    public String eventId() {
        return eventId;
    }
}
