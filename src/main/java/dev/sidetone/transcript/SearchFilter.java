package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.util.Locale;

/** A property that an item has or has not, beside its words. */
public sealed interface SearchFilter {

    /** Who it comes from. */
    record OfRole(Item.Role role) implements SearchFilter {}

    /** What it is. */
    record OfKind(Item.Kind kind) implements SearchFilter {}

    /** The name of its conversation's workspace, whatever its case. */
    record OfWorkspace(String name) implements SearchFilter {}

    /** The call it belongs to. */
    record OfCall(String id) implements SearchFilter {}

    /** The conversation it stands in. */
    record In(ConversationId id) implements SearchFilter {}

    /** It has citations. */
    record Cites() implements SearchFilter {}

    /** It was cut off. */
    record Interrupted() implements SearchFilter {}

    default boolean takes(Item item, Conversation conversation) {
        return switch (this) {
            case OfRole(Item.Role role) -> item.role() == role;
            case OfKind(Item.Kind kind) -> item.kind() == kind;
            case OfWorkspace(String name) -> folded(name).equals(folded(conversation.workspace()));
            case OfCall(String id) -> id.equals(item.callId());
            case In(ConversationId id) -> item.conversation().equals(id);
            case Cites() -> !item.citations().isEmpty();
            case Interrupted() -> item.interrupted();
        };
    }

    /** One form for all cases of a name. */
    static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
