package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import java.util.List;

/**
 * A turn of the agent that came to its end with an answer.
 *
 * @param asked what it was asked, and told while it ran, oldest first
 * @param answer the last one, as Markdown
 */
public record TurnDone(
        ConversationId conversation, String turnId, List<String> asked, String answer) {

    public TurnDone {
        asked = List.copyOf(asked);
    }
}
