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
 * @param shelf where they lie
 * @param pinned those that are pinned, or those that are not; empty for both
 * @param roots only those about these folders; empty for all
 * @param words only those whose title has these words in it, whatever their case; empty for all
 * @param begun only those in which something was said
 * @param workspaces only those of these workspaces, by their names; without a list those of all
 */
public record ConversationQuery(
        Optional<String> cursor,
        int limit,
        Order order,
        boolean ascending,
        Shelf shelf,
        Optional<Boolean> pinned,
        List<String> roots,
        String words,
        boolean begun,
        Optional<List<String>> workspaces) {

    public ConversationQuery {
        roots = List.copyOf(roots);
        workspaces = workspaces.map(List::copyOf);
    }

    /** One of all workspaces. */
    public ConversationQuery(
            Optional<String> cursor,
            int limit,
            Order order,
            boolean ascending,
            Shelf shelf,
            Optional<Boolean> pinned,
            List<String> roots,
            String words,
            boolean begun) {
        this(cursor, limit, order, ascending, shelf, pinned, roots, words, begun, Optional.empty());
    }

    /** Where a conversation lies. Deleted ones are on no other shelf. */
    public enum Shelf {
        OPEN("deleted_at is null and archived = false"),
        ARCHIVED("deleted_at is null and archived = true"),
        DELETED("deleted_at is not null");

        private final String condition;

        Shelf(String condition) {
            this.condition = condition;
        }

        String condition() {
            return condition;
        }

        static Shelf of(Conversation c) {
            if (c.deleted()) {
                return DELETED;
            }
            return c.marks().archived() ? ARCHIVED : OPEN;
        }
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
        return Shelf.of(c) == shelf
                && pinned.orElse(c.marks().pinned()) == c.marks().pinned()
                && (c.items() > 0 || !begun)
                && workspaces.map(names -> names.contains(c.workspace())).orElse(true)
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

    /** The last changed first, of one shelf. */
    public static ConversationQuery newest(Optional<String> cursor, int limit, Shelf shelf) {
        return new ConversationQuery(
                cursor, limit, Order.UPDATED, false, shelf, Optional.empty(), List.of(), "", false);
    }

    /** The same, only those that are pinned, or only the others. */
    public ConversationQuery pinned(boolean wanted) {
        return new ConversationQuery(
                cursor,
                limit,
                order,
                ascending,
                shelf,
                Optional.of(wanted),
                roots,
                words,
                begun,
                workspaces);
    }

    /** The same, only those of these workspaces. */
    public ConversationQuery within(List<String> names) {
        return new ConversationQuery(
                cursor,
                limit,
                order,
                ascending,
                shelf,
                pinned,
                roots,
                words,
                begun,
                Optional.of(names));
    }
}
