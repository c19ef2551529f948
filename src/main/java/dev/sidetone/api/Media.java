package dev.sidetone.api;

import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Media types of calls. */
final class Media {

    static final String SDP = "application/sdp";
    static final String JSON = MediaType.APPLICATION_JSON;

    private static final MediaType SDP_TYPE = new MediaType("application", "sdp");

    private Media() {}

    /** What a client would rather have; {@code otherwise} when it does not say. */
    static boolean wantsSdp(List<MediaType> accepted, boolean otherwise) {
        for (MediaType type : accepted) {
            if (type.isWildcardType() || type.isWildcardSubtype()) {
                return otherwise;
            }
            if (type.isCompatible(SDP_TYPE)) {
                return true;
            }
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
        }
        return otherwise;
    }
}
