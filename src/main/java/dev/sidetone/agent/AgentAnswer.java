package dev.sidetone.agent;

import dev.sidetone.conversation.Citation;
import java.util.List;

/**
 * An agent's answer.
 *
 * @param spoken one or two short sentences to be said aloud, the first clause first
 * @param markdown the whole answer for the screen (CommonMark), {@code path:line} in backticks
 * @param citations the places it rests on, best first; empty only when it could not answer
 * @param answered false when it says that it cannot answer
 */
public record AgentAnswer(
        String spoken, String markdown, List<Citation> citations, boolean answered) {

    public AgentAnswer {
        citations = List.copyOf(citations);
    }
}
