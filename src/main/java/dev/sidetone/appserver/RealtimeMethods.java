package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Activity;
import dev.sidetone.session.Notice;
import dev.sidetone.session.Sessions;
import dev.sidetone.session.Starter;
import dev.sidetone.session.TextRole;
import dev.sidetone.session.Voices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code thread/realtime/*}: calls. */
@ApplicationScoped
class RealtimeMethods {

    private final Sessions sessions;
    private final Activity activity;
    private final Threads threads;

    @Inject
    RealtimeMethods(Sessions sessions, Activity activity, Threads threads) {
        this.sessions = sessions;
        this.activity = activity;
        this.threads = threads;
    }

    Method[] methods() {
        return new Method[] {
            Method.cancellable("thread/realtime/start", this::start),
            Method.experimental("thread/realtime/appendAudio", this::appendAudio),
            Method.experimental("thread/realtime/appendText", this::appendText),
            Method.experimental("thread/realtime/appendSpeech", this::appendSpeech),
            Method.experimental("thread/realtime/stop", this::stop).cancelling(this::stopStart),
            Method.experimental("thread/realtime/listVoices", (_, _) -> voices())
        };
    }

    private JsonNode start(Client client, Params params, BooleanSupplier unwanted)
            throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        offered(thread);
        var starter = new Starter(client.speaker(), client.reader().name());
        sessions.start(thread, StartParams.read(params).from(starter), unwanted);
        threads.forgetIfGone(client);
        return Rpc.object();
    }

    private JsonNode appendAudio(Client client, Params params)
            throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        String data = SoundParams.read(params.object("audio"));
        return taken(client, thread, sessions.audio(thread, data));
    }

    private JsonNode appendText(Client client, Params params)
            throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        TextRole role = role(params);
        String text = textOf(params);
        return taken(client, thread, sessions.text(thread, text, role, client.speaker()));
    }

    private JsonNode appendSpeech(Client client, Params params)
            throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        String text = textOf(params);
        if (text.isBlank()) {
            return Rpc.object();
        }
        return taken(client, thread, sessions.speech(thread, text));
    }

    private JsonNode stop(Client client, Params params) throws RpcException, InterruptedException {
        sessions.stop(threads.joined(client, params));
        return Rpc.object();
    }

    /** Texts that wait for a call to take them would hold up its end. */
    private boolean stopStart(Client client, Params params)
            throws RpcException, InterruptedException {
        return activity.stopStart(threads.joined(client, params));
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

    /** A call that ran already when calls were turned off goes on. */
    private JsonNode taken(Client client, ConversationId thread, boolean taken)
            throws RpcException {
        if (!taken) {
            offered(thread);
        }
        return unlessNothingRuns(client, thread, taken);
    }

    private void offered(ConversationId thread) throws RpcException {
        if (!sessions.offersCalls()) {
            throw RpcException.invalid(
                    "thread %s does not support realtime conversation".formatted(thread));
        }
    }

    /** The request as such was fine, so the answer is {@code {}} and the trouble is told apart. */
    static JsonNode unlessNothingRuns(Client client, ConversationId thread, boolean taken) {
        if (!taken) {
            client.accept(thread, new Notice.BadRequest("conversation is not running"));
        }
        return Rpc.object();
    }

    static TextRole role(Params params) throws RpcException {
        return params.has("role") ? params.choice("role", TextRole.class) : TextRole.USER;
    }

    static String textOf(Params params) throws RpcException {
        String text = params.text("text");
        if (text.length() > TurnMethods.LONGEST_TEXT) {
            throw RpcException.invalid(
                            "Invalid request: the text has %d characters, at most %d are taken"
                                    .formatted(text.length(), TurnMethods.LONGEST_TEXT))
                    .at("text");
        }
        return text;
    }
}
