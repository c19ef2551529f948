package dev.sidetone.agent.guide;

import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.ConversationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each conversation is about, for follow-ups. The longest unused is forgotten. Thread-safe.
 */
final class Memory {

    private static final int MOST = 500;

    private final Map<ConversationId, Recall> recalls =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ConversationId, Recall> eldest) {
                    return size() > MOST;
                }
            };

    /**
     * What was said last.
     *
     * @param places what was named, in the order in which it was named
     * @param shown which of them was shown last, from 1; 0 for none
     */
    record Recall(Optional<Subject> subject, List<Citation> places, int shown) {

        static final Recall NOTHING = new Recall(Optional.empty(), List.of(), 0);

        Recall {
            places = List.copyOf(places);
        }
    }

    synchronized Recall of(ConversationId conversation) {
        return recalls.getOrDefault(conversation, Recall.NOTHING);
    }

    synchronized void put(ConversationId conversation, Recall recall) {
        recalls.put(conversation, recall);
    }

    synchronized void forget(ConversationId conversation) {
        recalls.remove(conversation);
    }
}
