package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who see a conversation; everybody gets everything, in the same order. Thread-safe. */
final class Watchers {

    private final ConversationId conversation;
    private final List<NoticeSink> sinks = new CopyOnWriteArrayList<>();

    Watchers(ConversationId conversation) {
        this.conversation = conversation;
    }

    void add(NoticeSink sink) {
        if (!sinks.contains(sink)) {
            sinks.add(sink);
        }
    }

    void remove(NoticeSink sink) {
        sinks.remove(sink);
    }

    boolean none() {
        return sinks.isEmpty();
    }

    /** One notice at a time, so that all see one order. */
    synchronized void tell(Notice notice) {
        for (NoticeSink sink : sinks) {
            sink.accept(conversation, notice);
        }
    }
}
