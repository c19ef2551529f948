package dev.sidetone.conversation;

import java.time.Instant;
import java.util.Optional;

/**
 * The durable record about one workspace, over many calls.
 *
 * @param title what it is about, from its first user words; empty when nothing was said
 * @param workspace the workspace's name
 * @param workspaceRoot its absolute folder, never shown outside the operator's own pages
 * @param items how many items it has
 * @param archived put away: kept, but in no list that does not ask for it
 * @param forkedFrom the conversation it was copied from
 */
public record Conversation(
        ConversationId id,
        String title,
        String workspace,
        String workspaceRoot,
        Instant createdAt,
        Instant updatedAt,
        long items,
        boolean archived,
        Optional<ConversationId> forkedFrom) {

    /** A conversation that is neither archived nor a fork. */
    public Conversation(
            ConversationId id,
            String title,
            String workspace,
            String workspaceRoot,
            Instant createdAt,
            Instant updatedAt,
            long items) {
        this(
                id,
                title,
                workspace,
                workspaceRoot,
                createdAt,
                updatedAt,
                items,
                false,
                Optional.empty());
    }
}
