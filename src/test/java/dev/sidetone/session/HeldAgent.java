package dev.sidetone.session;

import dev.sidetone.agent.AgentAnswer;
import dev.sidetone.agent.AgentObserver;
import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.CodingAgent;
import dev.sidetone.conversation.ConversationId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** An agent that answers when the test allows it. */
final class HeldAgent implements CodingAgent {

    final Semaphore mayAnswer = new Semaphore(0);
    final List<String> corrections = new CopyOnWriteArrayList<>();

    @Override
    public String id() {
        return "held";
    }

    @Override
    public AgentAnswer run(AgentRequest request, AgentObserver observer)
            throws InterruptedException {
        mayAnswer.acquire();
        return new AgentAnswer("Answer to " + request.prompt(), "md", List.of(), true);
    }

    /** It takes those that begin with a no. */
    @Override
    public boolean steer(AgentRequest correction) {
        corrections.add(correction.prompt());
        return correction.prompt().startsWith("no, ");
    }

    @Override
    public List<String> vocabulary(ConversationId conversation, int limit) {
        return List.of();
    }

    @Override
    public void forget(ConversationId conversation) {}
}
