package dev.sidetone.session;

import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.provider.CallShape;
import dev.sidetone.provider.CallShape.Link;
import java.util.Optional;

/** What can be said about a call before the provider is asked. */
final class CallCheck {

    private CallCheck() {}

    static Optional<String> refusal(CallSpec spec, Type type) {
        var shape =
                new CallShape(
                        spec.version(),
                        link(spec.transport()),
                        type,
                        spec.output() == Modality.TEXT);
        return spec.provider().refusal(shape, spec.voice());
    }

    static Link link(Transport transport) {
        return switch (transport) {
            case Transport.Socket() -> Link.WEBSOCKET;
            case Transport.WebRtc _ -> Link.WEBRTC;
            case Transport.ExistingCall _ -> Link.EXISTING_CALL;
        };
    }
}
