package dev.sidetone.agent;

import dev.sidetone.conversation.ConversationId;
import java.util.List;

/**
 * What answers a typed turn or a handoff of the voice model. Thread-safe; one turn of a
 * conversation at a time, the caller sees to that.
 */
public interface CodingAgent {

    /** Name in configuration and on pages, for example {@code guide}. */
    String id();

    /**
     * Works on one request until it has an answer. Blocks; runs on a virtual thread. An interrupt
     * stops it.
     *
     * @throws AgentException when it cannot answer at all; what it merely does not know is an
     *     answer
     */
    AgentAnswer run(AgentRequest request, AgentObserver observer)
            throws AgentException, InterruptedException;

    /**
     * Gives a correction to the request that runs in this conversation; must not wait.
     *
     * @return false when it takes none: then the correction becomes a request of its own
     */
    default boolean steer(AgentRequest correction) {
        return false;
    }

    /**
     * Names a listener should expect next in this conversation, most likely first: identifiers of
     * the repository as they are written. At most {@code limit}.
     */
    List<String> vocabulary(ConversationId conversation, int limit);

    /** Forgets a conversation's subject (follow-ups start anew). */
    void forget(ConversationId conversation);
}
