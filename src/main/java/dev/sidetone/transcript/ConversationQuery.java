package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which conversations are listed, and how.
 *
 * @param cursor where an earlier page of the same query ended; empty for the first page
 * @param limit how many at most, 1 to 200
 * @param archived those that are archived, or those that are not
 * @param roots only those about these folders; empty for all
 * @param words only those whose title has these words in it, whatever their case; empty for all
 * @param begun only those in which something was said
 */
public record ConversationQuery(
        Optional<String> cursor,
        int limit,
        Order order,
        boolean ascending,
        boolean archived,
        List<String> roots,
        String words,
        boolean begun) {

    public ConversationQuery {
        roots = List.copyOf(roots);
    }

    /** By which time. */
    public enum Order {
        CREATED("created_at"),
        UPDATED("updated_at");

        private final String column;

        Order(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** Whether a conversation belongs in the answer; for those that the file does not know yet. */
    boolean takes(Conversation c) {
        return c.archived() == archived
                && (c.items() > 0 || !begun)
                && (roots.isEmpty() || roots.contains(c.workspaceRoot()))
                && c.title().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    Comparator<Conversation> sorting() {
        Comparator<Conversation> oldestFirst =
                Comparator.comparing((Conversation c) -> time(c))
                        .thenComparing(c -> c.id().value());
        return ascending ? oldestFirst : oldestFirst.reversed();
    }

    Instant time(Conversation c) {
        return order == Order.CREATED ? c.createdAt() : c.updatedAt();
    }

    /** Those that are not archived, the last changed first. */
    static ConversationQuery newest(Optional<String> cursor, int limit) {
        return new ConversationQuery(
                cursor, limit, Order.UPDATED, false, false, List.of(), "", false);
    }
}
