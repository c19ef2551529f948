package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the writer remembers of the conversations it touched last, so that it can go on numbering
 * their items without the file, and enter them in a new file. Used by the writing thread only.
 */
final class RecentConversations {

    private static final int MOST = 4096;

    private final Map<ConversationId, Known> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ConversationId, Known> eldest) {
                    return size() > MOST;
                }
            };

    private record Known(Conversation conversation, long lastSeq) {}

    void remember(Conversation conversation, long lastSeq) {
        long last = Math.max(lastSeq, lastSeq(conversation.id()).orElse(0));
        known.put(conversation.id(), new Known(conversation, last));
    }

    void wrote(ConversationId id, long seq) {
        known.computeIfPresent(
                id, (_, k) -> new Known(k.conversation(), Math.max(seq, k.lastSeq())));
    }

    /** It is gone for good. */
    void forget(ConversationId id) {
        known.remove(id);
    }

    boolean knows(ConversationId id) {
        return known.containsKey(id);
    }

    Optional<Conversation> find(ConversationId id) {
        return Optional.ofNullable(known.get(id)).map(Known::conversation);
    }

    OptionalLong lastSeq(ConversationId id) {
        Known k = known.get(id);
        return k == null ? OptionalLong.empty() : OptionalLong.of(k.lastSeq());
    }
}
