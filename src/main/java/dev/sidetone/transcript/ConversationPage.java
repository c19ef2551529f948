package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import java.util.List;
import java.util.Optional;

/**
 * A page of conversations.
 *
 * @param next the cursor of the page that follows; empty at the end
 */
public record ConversationPage(List<Conversation> conversations, Optional<String> next) {

    public ConversationPage {
        conversations = List.copyOf(conversations);
    }
}
