package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who is told that something is over, each on a thread of its own. Thread-safe. */
final class Endings {

    private final List<Consumer<ConversationId>> ofCalls = new CopyOnWriteArrayList<>();

    void onCall(Consumer<ConversationId> listener) {
        ofCalls.add(listener);
    }

    void callEnded(ConversationId conversation) {
        ofCalls.forEach(l -> Thread.startVirtualThread(() -> l.accept(conversation)));
    }
}
