package dev.sidetone.session;

import dev.sidetone.agent.AgentRequest;

/**
 * Work for the agent.
 *
 * @param callId the call that wants it; empty for a typed turn
 * @param client hears how it goes
 */
record TurnRequest(String turnId, String callId, AgentRequest request, Client client) {

    /** Who asked. Called from the turn's thread. */
    interface Client {

        void progress(String message) throws InterruptedException;

        /** The last call: {@code spoken} is the answer for the ear, or why there is none. */
        void ended(Turn.Status how, String spoken) throws InterruptedException;
    }
}
