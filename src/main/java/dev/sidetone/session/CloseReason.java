package dev.sidetone.session;

/** Why a call ended, under the names of {@code thread/realtime/closed}. */
public enum CloseReason {
    REQUESTED("requested"),
    TRANSPORT_CLOSED("transport_closed"),
    ERROR("error");

    private final String wireName;

    CloseReason(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
