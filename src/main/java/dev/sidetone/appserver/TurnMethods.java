package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Activity;
import dev.sidetone.session.Notice;
import dev.sidetone.session.Sessions;
import dev.sidetone.session.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** {@code turn/*}: typed requests to the agent. */
@ApplicationScoped
class TurnMethods {

    static final int LONGEST_TEXT = 32 * 1024;
    private static final List<String> INPUTS =
            List.of("text", "image", "localImage", "skill", "mention", "audio", "localAudio");

    private final Sessions sessions;
    private final Activity activity;
    private final Threads threads;

    @Inject
    TurnMethods(Sessions sessions, Activity activity, Threads threads) {
        this.activity = activity;
        this.sessions = sessions;
        this.threads = threads;
    }

    Method[] methods() {
        return new Method[] {
            Method.stable("turn/start", this::start),
            Method.stable("turn/steer", this::steer),
            Method.stable("turn/interrupt", this::interrupt).asUrgent()
        };
    }

    private JsonNode start(Client client, Params params) throws RpcException {
        Threads.checkApprovals(client, params);
        ConversationId thread = threads.joined(client, params);
        Turn turn =
                activity.turn(
                                thread,
                                input(params),
                                client.reader().name(),
                                params.optionalText("clientUserMessageId"))
                        .orElseThrow(() ->
                                RpcException.invalid(
                                        "Too many turns wait in this thread; wait for one to end."));
        tellLeftOut(client, thread, params);
        ObjectNode result = Rpc.object();
        result.set("turn", TurnsJson.live(turn));
        return result;
    }

    private JsonNode steer(Client client, Params params) throws RpcException {
        ConversationId thread = threads.joined(client, params);
        String turnId = params.text("expectedTurnId");
        Optional<String> refusal =
                activity.steer(thread, turnId, input(params), client.reader().name());
        if (refusal.isPresent()) {
            throw RpcException.invalid(refusal.get());
        }
        tellLeftOut(client, thread, params);
        return Rpc.object().put("turnId", turnId);
    }

    /** Text goes to the agent; what stands beside it does not. */
    private static void tellLeftOut(Client client, ConversationId thread, Params params)
            throws RpcException {
        List<String> kinds = new ArrayList<>();
        for (Params part : params.objects("input")) {
            kinds.add(part.text("type"));
        }
        kinds.removeIf("text"::equals);
        if (!kinds.isEmpty()) {
            client.accept(
                    thread,
                    new Notice.Remark(
                            "The agent is told the text only; left out: %s."
                                    .formatted(String.join(", ", new TreeSet<>(kinds)))));
        }
    }

    private JsonNode interrupt(Client client, Params params) throws RpcException {
        ConversationId asked = params.thread();
        ConversationId thread = client.knows(asked) ? asked : threads.existing(asked).id();
        String turnId = params.text("turnId");
        if (!sessions.interruptTurn(thread, turnId)) {
            throw RpcException.invalid("no active turn with id " + turnId);
        }
        return Rpc.object();
    }

    private static String input(Params params) throws RpcException {
        if (!params.has("input")) {
            params.text("input"); // says that it is missing
        }
        StringBuilder text = new StringBuilder();
        for (Params part : params.objects("input")) {
            if (part.choice("type", INPUTS.stream()).equals("text")) {
                text.append(text.isEmpty() ? "" : "\n").append(part.text("text"));
            }
        }
        String words = text.toString().strip();
        if (words.isEmpty()) {
            throw RpcException.invalid("Invalid request: `input` has no text");
        }
        if (words.length() > LONGEST_TEXT) {
            throw RpcException.invalid(
                    "Invalid request: the text has %d characters, at most %d are taken"
                            .formatted(words.length(), LONGEST_TEXT));
        }
        return words;
    }
}
