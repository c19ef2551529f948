package dev.sidetone.context;

import dev.sidetone.conversation.ConversationId;
import java.util.List;

/** A part of the context, and the conversations that it tells something of. Immutable. */
record Told(String text, List<ConversationId> of) {

    static final Told NOTHING = new Told("", List.of());

    Told {
        of = List.copyOf(of);
    }
}
