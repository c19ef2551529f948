package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.CallRequest;
import dev.sidetone.session.Modality;
import dev.sidetone.session.Notice;
import dev.sidetone.session.Sessions;
import dev.sidetone.session.TextRole;
import dev.sidetone.session.Transport;
import dev.sidetone.session.Voices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** {@code thread/realtime/*}: calls. */
@ApplicationScoped
class RealtimeMethods {

    private final Sessions sessions;
    private final Threads threads;

    @Inject
    RealtimeMethods(Sessions sessions, Threads threads) {
        this.sessions = sessions;
        this.threads = threads;
    }

    Method[] methods() {
        return new Method[] {
            Method.experimental("thread/realtime/start", this::start),
            Method.experimental("thread/realtime/appendAudio", this::appendAudio),
            Method.experimental("thread/realtime/appendText", this::appendText),
            Method.experimental("thread/realtime/appendSpeech", this::appendSpeech),
            Method.experimental("thread/realtime/stop", this::stop).asUrgent(),
            Method.experimental("thread/realtime/listVoices", (_, _) -> voices())
        };
    }

    private JsonNode start(Client client, Params params) throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        sessions.start(thread, StartParams.read(params));
        return Rpc.object();
    }

    private JsonNode appendAudio(Client client, Params params)
            throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        String data = params.object("audio").text("data");
        return unlessNothingRuns(client, thread, sessions.audio(thread, data));
    }

    private JsonNode appendText(Client client, Params params)
            throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        TextRole role = params.has("role") ? params.choice("role", TextRole.class) : TextRole.USER;
        String text = shortEnough(params.text("text"));
        return unlessNothingRuns(client, thread, sessions.text(thread, text, role));
    }

    private JsonNode appendSpeech(Client client, Params params)
            throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        String text = shortEnough(params.text("text"));
        if (text.isBlank()) {
            return Rpc.object();
        }
        return unlessNothingRuns(client, thread, sessions.speech(thread, text));
    }

    private JsonNode stop(Client client, Params params) throws RpcException, InterruptedException {
        sessions.stop(threads.joined(client, params));
        return Rpc.object();
    }

    private static JsonNode voices() {
        ObjectNode result = Rpc.object();
        ObjectNode voices = result.putObject("voices");
        put(voices, "v1", Voices.V1);
        put(voices, "v2", Voices.V2);
        voices.put("defaultV1", Voices.DEFAULT_V1);
        voices.put("defaultV2", Voices.DEFAULT_V2);
        return result;
    }

    private static void put(ObjectNode voices, String version, List<String> names) {
        var array = voices.putArray(version);
        names.forEach(array::add);
    }

    /** The request as such was fine, so the answer is {@code {}} and the trouble is told apart. */
    static JsonNode unlessNothingRuns(Client client, ConversationId thread, boolean taken) {
        if (!taken) {
            client.accept(thread, new Notice.BadRequest("conversation is not running"));
        }
        return Rpc.object();
    }

    private static String shortEnough(String text) throws RpcException {
        if (text.length() > TurnMethods.LONGEST_TEXT) {
            throw RpcException.invalid(
                    "Invalid request: the text has %d characters, at most %d are taken"
                            .formatted(text.length(), TurnMethods.LONGEST_TEXT));
        }
        return text;
    }

    /** {@code thread/realtime/start}. */
    private static final class StartParams {

        static CallRequest read(Params params) throws RpcException {
            return new CallRequest(
                    transport(params),
                    params.choice("outputModality", Modality.class),
                    params.optionalText("voice"),
                    prompt(params),
                    params.optionalText("realtimeSessionId"),
                    params.optionalText("model"));
        }

        /** Absent takes our own prompt; {@code null} and empty mean none. */
        private static Optional<String> prompt(Params params) throws RpcException {
            return params.tree().path("prompt").isNull()
                    ? Optional.of("")
                    : params.optionalText("prompt");
        }

        private static Transport transport(Params params) throws RpcException {
            if (!params.has("transport")) {
                return new Transport.Socket();
            }
            Params transport = params.object("transport");
            String type = transport.text("type");
            return switch (type) {
                case "websocket" -> new Transport.Socket();
                case "webrtc" -> new Transport.WebRtc(transport.text("sdp"));
                default ->
                        throw RpcException.invalid(
                                "Invalid request: unknown variant `%s`, expected `websocket` or `webrtc`"
                                        .formatted(type));
            };
        }
    }
}
