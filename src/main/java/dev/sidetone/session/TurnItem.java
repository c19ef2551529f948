package dev.sidetone.session;

import dev.sidetone.conversation.Citation;
import java.util.List;
import java.util.Optional;

/** What a turn consists of, as the client sees it. */
public sealed interface TurnItem {

    String id();

    /**
     * The request, as it was typed, or in an envelope with what was said before it.
     *
     * @param clientId how its client calls it
     */
    record UserMessage(String id, String text, Optional<String> clientId) implements TurnItem {}

    /** The answer: {@code markdown} for the screen, {@code spoken} for the ear. */
    record AgentMessage(String id, String markdown, String spoken, List<Citation> citations)
            implements TurnItem {}

    /** A remark while the work goes on. */
    record Progress(String id, String text) implements TurnItem {}

    /** One tool of the agent; {@code arguments} is JSON. */
    record ToolCall(String id, String tool, String arguments, ToolStatus status, String result)
            implements TurnItem {}

    /** How a tool call stands. */
    enum ToolStatus {
        IN_PROGRESS("inProgress"),
        COMPLETED("completed"),
        FAILED("failed");

        private final String wireName;

        ToolStatus(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
