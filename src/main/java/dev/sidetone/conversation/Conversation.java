package dev.sidetone.conversation;

import java.time.Instant;

/**
 * The durable record about one workspace, over many calls.
 *
 * @param title what it is about, from its first user words; empty when nothing was said
 * @param workspace the workspace's name
 * @param workspaceRoot its absolute folder, never shown outside the operator's own pages
 * @param items how many items it has
 */
public record Conversation(
        ConversationId id,
        String title,
        String workspace,
        String workspaceRoot,
        Instant createdAt,
        Instant updatedAt,
        long items) {}
