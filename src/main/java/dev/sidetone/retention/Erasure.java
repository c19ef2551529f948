package dev.sidetone.retention;

import dev.sidetone.conversation.ConversationId;
import java.time.Instant;
import java.util.Locale;

/**
 * Something that is taken out for good, or is due to be. Immutable.
 *
 * @param workspace the workspace's name
 * @param begunAt when the conversation was begun
 * @param changedAt when it was changed last
 * @param items how many items of it go
 */
public record Erasure(
        Why why,
        ConversationId conversation,
        String workspace,
        Instant begunAt,
        Instant changedAt,
        long items) {

    /** Why it goes. */
    public enum Why {
        /** Somebody deleted the conversation, and the time to undo that is over. */
        DELETED,
        /** The conversation is older than it may be. */
        EXPIRED,
        /** What tools gave back in it is older than it may be. */
        TOOL_OUTPUTS,
        /** The person whose words they are asked for it. */
        ASKED;

        /** As it is written in files and on the wire. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
