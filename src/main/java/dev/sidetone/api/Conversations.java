package dev.sidetone.api;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.TranscriptStore;
import java.util.Optional;

/** Finds the conversation that a path names. */
final class Conversations {

    private Conversations() {}

    static Optional<Conversation> find(TranscriptStore store, String id) {
        try {
            return store.find(new ConversationId(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static Conversation existing(TranscriptStore store, String id) {
        return find(store, id)
                .orElseThrow(() ->
                        new ProblemException(
                                404,
                                "conversation_not_found",
                                "There is no such conversation; GET /api/v1/conversations lists"
                                        + " them, POST there makes one."));
    }
}
