package dev.sidetone.appserver;

import dev.sidetone.agent.AgentAnswer;
import dev.sidetone.agent.AgentException;
import dev.sidetone.agent.AgentObserver;
import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.CodingAgent;
import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.ConversationId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * An agent of known behaviour: says what it was asked, waits for "wait", fails on "fail", breaks on
 * "break on".
 */
@Alternative
@Priority(1)
@ApplicationScoped
class EchoAgent implements CodingAgent {

    /** A request about a gate says that it came and waits until it is let through. */
    static final Semaphore ENTERED = new Semaphore(0);

    static final Semaphore GATE = new Semaphore(0);

    @Override
    public String id() {
        return "echo";
    }

    @Override
    public AgentAnswer run(AgentRequest request, AgentObserver observer)
            throws AgentException, InterruptedException {
        if (request.prompt().contains("gate")) {
            ENTERED.release();
            GATE.acquire();
        } else if (request.prompt().contains("wait")) {
            new CountDownLatch(1).await(); // until the turn is interrupted
        }
        if (request.prompt().contains("fail")) {
            throw new AgentException("The index is broken.");
        }
        if (request.prompt().contains("break on")) {
            throw new IllegalStateException("cannot do: " + request.prompt());
        }
        observer.toolStarted("1", "search", "{\"q\":\"x\"}");
        observer.toolFinished("1", "search", "1 hit", true);
        return new AgentAnswer(
                "You asked " + request.prompt() + ".",
                "You asked **" + request.prompt() + "**, see `src/A.java:7`.",
                List.of(new Citation("src/A.java", 7, 9, "A")),
                true);
    }

    @Override
    public List<String> vocabulary(ConversationId conversation, int limit) {
        return List.of("SessionManager", "parseConfig");
    }

    @Override
    public void forget(ConversationId conversation) {}
}
