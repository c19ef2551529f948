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
 * @param marks what people put on it
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
        Marks marks,
        Optional<ConversationId> forkedFrom) {

    /** A conversation that is neither marked nor a fork. */
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
                Marks.NONE,
                Optional.empty());
    }

    /** The same conversation with this title. */
    public Conversation titled(String other) {
        return new Conversation(
                id,
                other,
                workspace,
                workspaceRoot,
                createdAt,
                updatedAt,
                items,
                marks,
                forkedFrom);
    }

    /** The same conversation with these marks. */
    public Conversation marked(Marks other) {
        return new Conversation(
                id,
                title,
                workspace,
                workspaceRoot,
                createdAt,
                updatedAt,
                items,
                other,
                forkedFrom);
    }

    /** Whether it is deleted and waits to be restored or purged. */
    public boolean deleted() {
        return marks.deletedAt().isPresent();
    }
}
