package dev.sidetone.provider;

/**
 * Why a socket ended.
 *
 * @param code the close code; 1006 when the connection broke without one
 * @param reason what the peer or the transport said; may be empty
 */
public record SocketLoss(int code, String reason) {

    static final int BROKEN = 1006;
    private static final int NORMAL = 1000;
    private static final int INTERNAL = 1011;
    private static final int MODEL_OR_CALL_NOT_FOUND = 4004;

    /** The provider no longer has the call; joining again is useless. */
    public boolean gone() {
        return code == MODEL_OR_CALL_NOT_FOUND || reason.contains("call_id_not_found");
    }

    /** The provider ended the session on purpose. */
    public boolean orderly() {
        return code == NORMAL || code == INTERNAL;
    }

    public String text() {
        return reason.isBlank() ? "close code " + code : reason + " (close code " + code + ")";
    }
}
