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

    /** What is asked, as a text: the voice hands it over with what was said before. */
    TurnItem.UserMessage asked(String itemId) {
        boolean enveloped = client.handedOver() || request.isTail();
        return new TurnItem.UserMessage(
                itemId, enveloped ? request.envelope() : request.prompt(), client.messageId());
    }

    /** Who asked. Called from the turn's thread. */
    interface Client {

        /** The voice model asked, and waits for an output. */
        default boolean handedOver() {
            return false;
        }

        /** How it calls what was typed. */
        default Optional<String> messageId() {
            return Optional.empty();
        }

        void progress(String message) throws InterruptedException;

        /** The last call: {@code spoken} is the answer for the ear, or why there is none. */
        void ended(Turn.Status how, String spoken) throws InterruptedException;
    }
}
