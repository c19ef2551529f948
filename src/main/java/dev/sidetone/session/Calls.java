package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Calls by their own ids, whoever began them. Thread-safe. */
@ApplicationScoped
public class Calls {

    private final Sessions sessions;

    @Inject
    Calls(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Begins a call; one that runs already is ended first. {@code sink} hears everything of the new
     * one, and nothing of that before.
     */
    public Begun begin(ConversationId conversation, CallRequest request, NoticeSink sink)
            throws InterruptedException {
        return sessions.begin(conversation, request, Optional.of(sink), () -> false);
    }

    /** Those that run or begin. */
    public List<LiveCall> running() {
        return sessions.calls();
    }

    /**
     * Somebody wants to talk in a conversation whose call is parked; with an offer where its sound
     * goes by WebRTC, whose answer is told to the watchers.
     *
     * @return false when no call runs there
     */
    public boolean resume(ConversationId conversation, Optional<String> offer)
            throws InterruptedException {
        for (LiveCall call : running()) {
            if (call.facts().conversation().equals(conversation)) {
                return call.resume(offer);
            }
        }
        return false;
    }

    public Optional<LiveCall> find(String callId) {
        return running().stream().filter(call -> call.facts().id().equals(callId)).findFirst();
    }

    /**
     * {@code sink} {@linkplain NoticeSink#holds holds} the conversation no more: a call whose sound
     * goes through us ends within a few seconds when nobody else does.
     */
    public void released(ConversationId conversation) {
        sessions.departures().endIfEmpty(conversation);
    }
}
