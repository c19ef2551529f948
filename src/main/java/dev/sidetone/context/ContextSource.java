package dev.sidetone.context;

import dev.sidetone.conversation.ConversationId;
import java.util.function.BooleanSupplier;

/** What the voice model of a conversation's call is told at its start. Thread-safe. */
public interface ContextSource {

    /** The text for the instructions; empty when there is nothing to tell. May take a moment. */
    String of(ConversationId conversation) throws InterruptedException;

    /**
     * The same for a call that may end before it is its turn.
     *
     * @param reader who started the call, by the name that the service knows them by; empty for
     *     whoever may do everything
     * @param wanted asked before the work begins; when false there is nothing to tell
     */
    default String of(ConversationId conversation, String reader, BooleanSupplier wanted)
            throws InterruptedException {
        return wanted.getAsBoolean() ? of(conversation) : "";
    }
}
