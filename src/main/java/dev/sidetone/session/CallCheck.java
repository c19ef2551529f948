package dev.sidetone.session;

import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.provider.CallShape;
import dev.sidetone.provider.CallShape.Link;
import java.util.Optional;

/** What can be said about a call before the provider is asked. */
final class CallCheck {

    private CallCheck() {}

    private static final String ANSWERS =
            "realtime.type is transcription, but only v2 has calls that just write down: this call in %s answers aloud.";

    /**
     * @param type as it is configured; v1 and v3 have no other than conversations
     */
    static Optional<String> refusal(CallSpec spec, Type type) {
        var shape =
                new CallShape(
                        spec.version(),
                        link(spec.transport()),
                        type,
                        spec.output() == Modality.TEXT);
        return spec.provider().refusal(shape, spec.voice()).or(() -> ClientLimits.refusal(spec));
    }

    /** What is odd about a call that is made all the same. */
    static Optional<String> remark(CallSpec spec, Type type) {
        return spec.type() == type
                ? Optional.empty()
                : Optional.of(ANSWERS.formatted(spec.versionName()));
    }

    static Link link(Transport transport) {
        return switch (transport) {
            case Transport.Socket() -> Link.WEBSOCKET;
            case Transport.WebRtc _ -> Link.WEBRTC;
            case Transport.ExistingCall _ -> Link.EXISTING_CALL;
        };
    }
}
