package dev.sidetone.session;

import java.util.List;
import java.util.Optional;

/** What can be said about a request for a call before the provider is asked. */
final class CallCheck {

    private CallCheck() {}

    static Optional<String> refusal(CallRequest request) {
        return request.voice().filter(voice -> !Voices.V2.contains(voice)).map(CallCheck::voice);
    }

    private static String voice(String voice) {
        List<String> supported = Voices.V2;
        return "realtime voice `%s` is not supported for v2; supported voices: %s"
                .formatted(voice, String.join(", ", supported));
    }
}
