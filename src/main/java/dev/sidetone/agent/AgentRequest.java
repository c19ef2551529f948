package dev.sidetone.agent;

import dev.sidetone.conversation.ConversationId;
import java.util.List;
import java.util.Optional;

/**
 * One request to the agent.
 *
 * @param prompt the request in the user's words
 * @param transcriptDelta what was said since the last handoff, oldest first, as {@code role: text}
 * @param spoken true when it was heard and names may be spelled as they sounded
 * @param note what the agent should know before this request: a call has begun or has ended
 */
public record AgentRequest(
        ConversationId conversation,
        String prompt,
        List<String> transcriptDelta,
        boolean spoken,
        Optional<String> note) {

    public AgentRequest {
        transcriptDelta = List.copyOf(transcriptDelta);
    }

    public AgentRequest(
            ConversationId conversation,
            String prompt,
            List<String> transcriptDelta,
            boolean spoken) {
        this(conversation, prompt, transcriptDelta, spoken, Optional.empty());
    }

    /** What was said after the last handoff of a call that has ended. */
    public static AgentRequest tail(ConversationId conversation, List<String> said) {
        return new AgentRequest(conversation, Delegation.TAIL, said, true);
    }

    /** Nothing is asked; it is only told what was said last. */
    public boolean isTail() {
        return prompt.equals(Delegation.TAIL);
    }

    /** The request for an agent that reads prompts, with what was said since the last one. */
    public String envelope() {
        return Delegation.envelope(prompt, transcriptDelta);
    }

    /** The same request after a note. */
    public AgentRequest noting(Optional<String> text) {
        return new AgentRequest(conversation, prompt, transcriptDelta, spoken, text);
    }
}
