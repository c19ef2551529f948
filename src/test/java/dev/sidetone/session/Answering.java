package dev.sidetone.session;

import dev.sidetone.agent.AgentAnswer;
import dev.sidetone.agent.AgentObserver;
import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.CodingAgent;
import dev.sidetone.conversation.ConversationId;
import java.util.List;

/** An agent that answers what it was asked with itself, behind some words of its own. */
record Answering(String words) implements CodingAgent {

    @Override
    public String id() {
        return "answering";
    }

    @Override
    public AgentAnswer run(AgentRequest request, AgentObserver observer) {
        return new AgentAnswer(words + request.prompt(), "md", List.of(), true);
    }

    @Override
    public List<String> vocabulary(ConversationId conversation, int limit) {
        return List.of();
    }

    @Override
    public void forget(ConversationId conversation) {}
}
