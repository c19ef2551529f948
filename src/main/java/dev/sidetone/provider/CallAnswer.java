package dev.sidetone.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.provider.ProviderCall.CreatedCall;
import dev.sidetone.wire.WireCodec;
import java.net.URI;
import java.net.http.HttpResponse;

/** What a provider answers to an offer: SDP, or an object that has it as a member. */
final class CallAnswer {

    private CallAnswer() {}

    static CreatedCall read(URI where, HttpResponse<String> response) throws ProviderException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonNode object =
                type.startsWith("application/json")
                        ? object(response.body())
                        : WireCodec.json().missingNode();
        String sdp = object.isObject() ? object.path("sdp").asText("") : response.body();
        if (sdp.isBlank()) {
            throw unusable(where, "the answer has no SDP");
        }
        return new CreatedCall(callId(where, response, object), sdp);
    }

    private static String callId(URI where, HttpResponse<String> response, JsonNode object)
            throws ProviderException {
        String location = response.headers().firstValue("Location").orElse("");
        if (location.isEmpty()) {
            String id = object.path("call_id").asText(object.path("session_id").asText(""));
            if (id.isEmpty()) {
                throw unusable(where, "the answer has no Location header");
            }
            return id;
        }
        return CallIds.fromLocation(location)
                .orElseThrow(() -> unusable(where, "its Location names no call: " + location));
    }

    private static JsonNode object(String body) {
        try {
            JsonNode tree = WireCodec.json().readTree(body);
            return tree == null ? WireCodec.json().missingNode() : tree;
        } catch (JsonProcessingException _) {
            return WireCodec.json().missingNode();
        }
    }

    private static ProviderException unusable(URI where, String why) {
        return new ProviderException(
                ProviderException.Kind.BAD_ANSWER,
                0,
                "",
                "The provider at %s made a call, but %s. It is not compatible with %s."
                        .formatted(where.getRawAuthority(), why, where.getRawPath()));
    }
}
