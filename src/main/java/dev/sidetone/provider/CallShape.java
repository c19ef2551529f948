package dev.sidetone.provider;

import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;

/**
 * What kind of call is wanted.
 *
 * @param textOnly the model answers in text, not aloud
 */
public record CallShape(Version version, Link link, Type type, boolean textOnly) {

    /** How the call comes about. */
    public enum Link {
        /** We give the browser's offer to the provider. */
        WEBRTC,
        /** The sound goes through us. */
        WEBSOCKET,
        /** The client made the call itself; we only join its sideband. */
        EXISTING_CALL
    }
}
