package dev.sidetone.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.provider.Capabilities.CallBody;
import dev.sidetone.wire.WireCodec;
import java.nio.charset.StandardCharsets;

/** The body of {@code POST …/realtime/calls} or {@code …/live}. */
record OfferBody(String contentType, byte[] bytes) {

    static OfferBody of(CallBody shape, String offerSdp, JsonNode session, String model) {
        return switch (shape) {
            case MULTIPART ->
                    new OfferBody(
                            Multipart.contentType(),
                            new Multipart(offerSdp, session.toString()).bytes());
            case JSON -> new OfferBody("application/json", bytes(json(offerSdp, session, model)));
            case SDP -> new OfferBody("application/sdp", bytes(offerSdp));
        };
    }

    /**
     * {@code model} beside the offer is what servers with an API of their own look for, LocalAI for
     * one; an empty one is left out.
     */
    private static String json(String offerSdp, JsonNode session, String model) {
        var body = WireCodec.json().createObjectNode().put("sdp", offerSdp);
        if (!model.isEmpty()) {
            body.put("model", model);
        }
        body.set("session", session);
        return body.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
