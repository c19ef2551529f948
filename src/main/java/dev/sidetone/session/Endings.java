package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who is told that something is over, each time on a thread of its own. Thread-safe. */
public final class Endings {

    private final List<Consumer<ConversationId>> ofCalls = new CopyOnWriteArrayList<>();
    private final List<Consumer<TurnDone>> ofTurns = new CopyOnWriteArrayList<>();
    private final List<Consumer<ConversationId>> ofWork = new CopyOnWriteArrayList<>();

    Endings() {}

    /** From now on {@code listener} is told where a call has ended. */
    public void onCall(Consumer<ConversationId> listener) {
        ofCalls.add(listener);
    }

    void callEnded(ConversationId conversation) {
        ofCalls.forEach(l -> Thread.startVirtualThread(() -> l.accept(conversation)));
    }

    /** The same for turns of the agent that came to their end with an answer. */
    public void onTurn(Consumer<TurnDone> listener) {
        ofTurns.add(listener);
    }

    /** From now on {@code listener} is told where no turn runs or waits any more. */
    void onIdle(Consumer<ConversationId> listener) {
        ofWork.add(listener);
    }

    void idle(ConversationId conversation) {
        ofWork.forEach(l -> Thread.startVirtualThread(() -> l.accept(conversation)));
    }

    void turnDone(TurnDone turn) {
        ofTurns.forEach(l -> Thread.startVirtualThread(() -> l.accept(turn)));
    }
}
