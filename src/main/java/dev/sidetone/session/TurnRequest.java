package dev.sidetone.session;

import dev.sidetone.agent.AgentRequest;
import java.util.Optional;

/**
 * Work for the agent.
 *
 * @param callId the call that wants it; empty for a typed turn
 * @param client hears how it goes
 * @param steering what it is told while it runs
 */
record TurnRequest(
        String turnId, String callId, AgentRequest request, ToldOnce client, Steering steering) {

    TurnRequest(String turnId, String callId, AgentRequest request, Client client) {
        this(turnId, callId, request, ToldOnce.of(client), new Steering());
    }

    /** The same work after a note for the agent. */
    TurnRequest noting(Optional<String> note) {
        return new TurnRequest(turnId, callId, request.noting(note), client, steering);
    }

    /** Not handed over by the voice, whose words are in the conversation already. */
    boolean asTyped() {
        return !client.handedOver() && !request.isTail();
    }

    /** Who asked. Called from the turn's thread. */
    interface Client {

        /** The voice model asked, and waits for an output. */
        default boolean handedOver() {
            return false;
        }

        void progress(String message) throws InterruptedException;

        /** The last call: {@code spoken} is the answer for the ear, or why there is none. */
        void ended(Turn.Status how, String spoken) throws InterruptedException;
    }
}
