package dev.sidetone.api;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Marks;
import jakarta.ws.rs.core.EntityTag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A conversation. */
@Schema(name = "Conversation")
record ConversationView(
        String id,
        String title,
        String workspace,
        Instant createdAt,
        Instant updatedAt,
        long items,
        List<String> tags,
        boolean pinned,
        boolean archived,
        @Schema(description = "Under legal hold: it cannot be deleted.") boolean held,
        @Schema(description = "When it was deleted; until it is purged it can be restored.")
                @Nullable Instant deletedAt) {

    static ConversationView of(Conversation c) {
        Marks marks = c.marks();
        return new ConversationView(
                c.id().value(),
                c.title(),
                c.workspace(),
                c.createdAt(),
                c.updatedAt(),
                c.items(),
                marks.tags(),
                marks.pinned(),
                marks.archived(),
                marks.held(),
                marks.deletedAt().orElse(null));
    }

    /** Another one for whatever is seen here. */
    EntityTag tag() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(toString().getBytes(StandardCharsets.UTF_8));
            return new EntityTag(HexFormat.of().formatHex(hash, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
