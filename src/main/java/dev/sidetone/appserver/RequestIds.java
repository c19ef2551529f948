package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.appserver.Rpc.Request;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Activity;
import dev.sidetone.telemetry.LogIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Gives the log lines that are written for a request the ids of what it is about: the thread it
 * names, the call that runs there, and the turn it names when that one runs. What a client sends is
 * never taken over as it is: it could be words.
 */
@ApplicationScoped
class RequestIds {

    /** What is at work in a thread, by its id. */
    interface AtWork {
        Optional<String> in(ConversationId thread);
    }

    private final AtWork call;
    private final AtWork turn;

    @Inject
    RequestIds(Activity activity) {
        this(activity::callId, activity::turnId);
    }

    RequestIds(AtWork call, AtWork turn) {
        this.call = call;
        this.turn = turn;
    }

    /** Nothing is ever at work. */
    static RequestIds none() {
        return new RequestIds(_ -> Optional.empty(), _ -> Optional.empty());
    }

    /** From here on this thread works for the request. */
    void enter(Request request) {
        named(request.params()).ifPresent(thread -> enter(thread, request.params()));
    }

    /** This thread is done with it. */
    void leave() {
        LogIds.clear();
    }

    private void enter(ConversationId thread, JsonNode params) {
        Optional<String> named =
                turn.in(thread)
                        .filter(id ->
                                names(params, "turnId", id) || names(params, "expectedTurnId", id));
        LogIds.turn(thread.value(), call.in(thread).orElse(""), named.orElse(""));
    }

    private static boolean names(JsonNode params, String member, String id) {
        return params.path(member).asText().equals(id);
    }

    /** The thread that a request is about; empty when it names none that there could be. */
    static String thread(JsonNode params) {
        return named(params).map(ConversationId::value).orElse("");
    }

    private static Optional<ConversationId> named(JsonNode params) {
        JsonNode id = params.path("threadId");
        try {
            return id.isTextual() ? Optional.of(new ConversationId(id.asText())) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
