package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.WireError;
import java.util.Optional;

/**
 * What clients of v1 and v3 are told: the embedded provider speaks v2. Codex shows these words to
 * its user, so they say which of its settings to change.
 */
final class OtherVersions {

    private static final String CODE = "unsupported_version";

    private OtherVersions() {}

    static WireError refusal(String version) {
        return WireError.invalidRequest(
                CODE,
                ("This provider does not speak %s of the protocol, only v2. Codex speaks v2 over"
                                + " WebSocket: set realtime.version = \"v2\" in its config.toml, or start"
                                + " the call with version \"v2\" and the transport \"websocket\".")
                        .formatted(version),
                null,
                null);
    }

    /** The refusal of a call whose session is v1's. */
    static Optional<WireError> ofSession(JsonNode session) {
        return session.path("type").asText().equals("quicksilver")
                ? Optional.of(refusal("v1"))
                : Optional.empty();
    }
}
