package dev.sidetone.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One change of a conversation by a person. Immutable. */
public sealed interface ConversationChange {

    /** Another title. */
    record Retitle(String title) implements ConversationChange {}

    /** Put away, or taken back. */
    record Archive(boolean archived) implements ConversationChange {}

    /** Before the others, or among them. */
    record Pin(boolean pinned) implements ConversationChange {}

    /** Under legal hold, or no longer. */
    record Hold(boolean held) implements ConversationChange {}

    /**
     * These tags and no others.
     *
     * @throws IllegalArgumentException when a tag is blank, longer than {@value Marks#LONGEST_TAG}
     *     characters or has a line break in it, or when there are more than {@value
     *     Marks#MOST_TAGS}
     */
    record Tag(List<String> tags) implements ConversationChange {
        public Tag {
            tags = tags.stream().map(Visible::storable).map(String::strip).distinct().toList();
            if (tags.size() > Marks.MOST_TAGS) {
                throw new IllegalArgumentException(
                        "a conversation has at most %d tags".formatted(Marks.MOST_TAGS));
            }
            for (String tag : tags) {
                if (tag.isEmpty()
                        || tag.length() > Marks.LONGEST_TAG
                        || tag.chars().anyMatch(Character::isISOControl)) {
                    throw new IllegalArgumentException(
                            "a tag is a text of 1 to %d characters on one line"
                                    .formatted(Marks.LONGEST_TAG));
                }
            }
        }
    }

    /** Deleted, until it is restored or purged. Does nothing to one under legal hold. */
    record Delete(Instant at) implements ConversationChange {}

    /** No longer deleted. */
    record Restore() implements ConversationChange {}

    /** The conversation as this change leaves it. */
    default Conversation of(Conversation c) {
        Marks m = c.marks();
        return switch (this) {
            case Retitle(var title) -> c.titled(title);
            case Archive(var archived) ->
                    c.marked(new Marks(archived, m.pinned(), m.held(), m.deletedAt(), m.tags()));
            case Pin(var pinned) ->
                    c.marked(new Marks(m.archived(), pinned, m.held(), m.deletedAt(), m.tags()));
            case Hold(var held) ->
                    c.marked(new Marks(m.archived(), m.pinned(), held, m.deletedAt(), m.tags()));
            case Tag(var tags) ->
                    c.marked(new Marks(m.archived(), m.pinned(), m.held(), m.deletedAt(), tags));
            case Delete(var at) -> m.held() ? c : c.marked(deleted(m, Optional.of(at)));
            case Restore() -> c.marked(deleted(m, Optional.empty()));
        };
    }

    private static Marks deleted(Marks m, Optional<Instant> at) {
        return new Marks(m.archived(), m.pinned(), m.held(), at, m.tags());
    }
}
