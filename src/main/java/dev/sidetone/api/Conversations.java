package dev.sidetone.api;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.TranscriptStore;
import java.util.Optional;

/** Finds the conversation that a path names. */
final class Conversations {

    private Conversations() {}

    /** Empty when the text is no id. */
    static Optional<ConversationId> id(String text) {
        try {
            return Optional.of(new ConversationId(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static Optional<Conversation> find(TranscriptStore store, String id) {
        return id(id).flatMap(store::find);
    }

    static Conversation existing(TranscriptStore store, String id) {
        return find(store, id).orElseThrow(Conversations::missing);
    }

    static ProblemException missing() {
        return new ProblemException(
                404,
                "conversation_not_found",
                "There is no such conversation; GET /api/v1/conversations lists them, POST there"
                        + " makes one.");
    }
}
