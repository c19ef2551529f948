package dev.sidetone.people;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import java.util.List;

/** What one person said in one conversation. Immutable. */
public record Said(Conversation conversation, List<Item> items) {

    public Said {
        items = List.copyOf(items);
    }
}
