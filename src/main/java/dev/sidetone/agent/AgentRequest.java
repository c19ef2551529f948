package dev.sidetone.agent;

import dev.sidetone.conversation.ConversationId;
import java.util.List;

/**
 * One request to the agent.
 *
 * @param prompt the request in the user's words
 * @param transcriptDelta what was said since the last handoff, oldest first, as {@code role: text}
 * @param spoken true when it was heard and names may be spelled as they sounded
 */
public record AgentRequest(
        ConversationId conversation, String prompt, List<String> transcriptDelta, boolean spoken) {

    public AgentRequest {
        transcriptDelta = List.copyOf(transcriptDelta);
    }
}
