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

    /** The same for who reads, and may follow to where its items are. */
    static Conversation readable(TranscriptStore store, String id) {
        return find(store, id).orElseThrow(() -> gone(store, id));
    }

    /** One that was merged into another is not simply missing: its items are there. */
    private static ProblemException gone(TranscriptStore store, String id) {
        return id(id).flatMap(known -> store.movedTo(known, 0))
                .map(to -> "/api/v1/conversations/" + to.conversation())
                .map(place ->
                        new ProblemException(
                                410,
                                "conversation_merged",
                                "The conversation was merged into another one, which has its items:"
                                        + " GET "
                                        + place
                                        + ".",
                                place))
                .orElseGet(Conversations::missing);
    }

    static ProblemException missing() {
        return new ProblemException(
                404,
                "conversation_not_found",
                "There is no such conversation; GET /api/v1/conversations lists them, POST there"
                        + " makes one.");
    }
}
