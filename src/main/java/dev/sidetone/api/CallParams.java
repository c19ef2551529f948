package dev.sidetone.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.appserver.Contract;
import dev.sidetone.session.CallRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what a call is asked for. The options are those of {@code thread/realtime/start} and are
 * read by its rules; over HTTP the output is audio when nothing is said.
 */
final class CallParams {

    private static final String OUTPUT = "outputModality";

    private static final Set<String> TEXTS =
            Set.of(
                    OUTPUT,
                    "voice",
                    "version",
                    "prompt",
                    "model",
                    "realtimeSessionId",
                    "realtimeStartInstructions",
                    "realtimeEndInstructions",
                    "codexResponseItemPrefix",
                    "codexResponseHandoffMode",
                    "voiceSessionId");

    private static final Set<String> FLAGS =
            Set.of(
                    "includeStartupContext",
                    "codexResponsesAsItems",
                    "clientManagedHandoffs",
                    "flushTranscriptTailOnSessionEnd",
                    "recordingConsent",
                    "parking",
                    "delegationAckFiller",
                    "backendReasoningStatus");

    private static final Set<String> IN_QUERY =
            Stream.of(TEXTS, FLAGS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> IN_JSON =
            Stream.of(
                            IN_QUERY,
                            Set.of(
                                    "sdp",
                                    "transport",
                                    "initialItems",
                                    "codexResponseHandoffChannelPrefixes"))
                    .flatMap(Set::stream)
                    .collect(Collectors.toUnmodifiableSet());

    private CallParams() {}

    /** The offer is the body, the options are in the query. */
    static CallRequest ofOffer(String sdp, MultivaluedMap<String, String> query) {
        if (sdp.isBlank()) {
            throw ProblemException.unreadable(
                    "invalid_offer", "The body is empty: send the SDP offer in it.");
        }
        ObjectNode params = JsonBody.object();
        for (Map.Entry<String, List<String>> option : query.entrySet()) {
            JsonBody.known(option.getKey(), IN_QUERY);
            put(params, option.getKey(), option.getValue().getLast());
        }
        putOffer(params, sdp);
        return read(params);
    }

    /** All of it is JSON. */
    static CallRequest ofJson(String body) {
        ObjectNode params = JsonBody.read(body);
        JsonBody.onlyKnown(params, IN_JSON);
        JsonNode sdp = params.remove("sdp");
        if (sdp != null && params.hasNonNull("transport")) {
            throw ProblemException.unreadable(
                    "invalid_request",
                    "`sdp` and `transport` say the same twice: leave one of them out.");
        }
        if (sdp != null && !sdp.isTextual()) {
            throw ProblemException.unreadable("invalid_request", "`sdp` is a text: the SDP offer.");
        }
        if (sdp != null) {
            putOffer(params, sdp.asText());
        }
        return read(params);
    }

    private static void put(ObjectNode params, String name, String text) {
        if (!FLAGS.contains(name)) {
            params.put(name, text);
        } else if (text.equals("true") || text.equals("false")) {
            params.put(name, Boolean.parseBoolean(text));
        } else {
            throw ProblemException.unreadable(
                    "invalid_request", "`%s` is `true` or `false`.".formatted(name));
        }
    }

    private static void putOffer(ObjectNode params, String sdp) {
        params.putObject("transport").put("type", "webrtc").put("sdp", sdp);
    }

    private static CallRequest read(ObjectNode params) {
        if (!params.has(OUTPUT)) {
            params.put(OUTPUT, "audio");
        }
        try {
            return Contract.call(params);
        } catch (Contract.Refused e) {
            throw refused(e);
        }
    }

    static ProblemException refused(Contract.Refused e) {
        String where = e.where().isEmpty() ? "" : "In `" + e.where() + "`: ";
        return ProblemException.unreadable("invalid_request", where + e.words());
    }
}
