package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;

/** Watches conversations. Called in order, from many threads; must not wait. */
@FunctionalInterface
public interface NoticeSink {

    void accept(ConversationId conversation, Notice notice);
}
