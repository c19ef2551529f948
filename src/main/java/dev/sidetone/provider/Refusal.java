package dev.sidetone.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.WireCodec;
import java.net.URI;

/** Turns an HTTP refusal into words: the status, the provider's message, what to do. */
final class Refusal {

    private static final int LONGEST_QUOTE = 400;

    private Refusal() {}

    static ProviderException of(String what, URI where, int status, String body) {
        JsonNode error = errorOf(body);
        String code = error.path("code").asText("");
        String said = error.path("message").asText(body).strip();
        String message =
                "%s: the provider at %s answered %d%s.%s"
                        .formatted(
                                what,
                                where.getRawAuthority(),
                                status,
                                said.isEmpty() ? "" : " (" + quote(said) + ")",
                                advice(status));
        var kind =
                status == 404 || status == 410
                        ? ProviderException.Kind.GONE
                        : ProviderException.Kind.REFUSED;
        return new ProviderException(kind, status, code, message);
    }

    private static JsonNode errorOf(String body) {
        try {
            JsonNode tree = WireCodec.json().readTree(body);
            return tree == null ? WireCodec.json().missingNode() : tree.path("error");
        } catch (JsonProcessingException _) {
            return WireCodec.json().missingNode();
        }
    }

    private static String quote(String said) {
        String oneLine = said.replaceAll("[\\p{Cntrl}\\s]+", " ");
        String bare = oneLine.endsWith(".") ? oneLine.substring(0, oneLine.length() - 1) : oneLine;
        return bare.length() <= LONGEST_QUOTE ? bare : bare.substring(0, LONGEST_QUOTE) + "…";
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> " Check the provider's key.";
            case 404, 410 -> " Check the provider's base URL, or start the call again.";
            case 429 -> " Wait a moment, or check the provider's quota.";
            default -> status >= 500 ? " Try again in a moment." : "";
        };
    }
}
