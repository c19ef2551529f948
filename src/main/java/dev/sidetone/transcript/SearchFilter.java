package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemLink;
import dev.sidetone.conversation.UnifiedDiff;
import java.util.List;
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

    /** It has to do with an approval. */
    record Approval() implements SearchFilter {}

    /** It holds a unified diff, or leads to one. */
    record Diff() implements SearchFilter {}

    /** It was cut off. */
    record Interrupted() implements SearchFilter {}

    /** Its conversation is about one of these workspaces, by their exact names. */
    record Within(List<String> workspaces) implements SearchFilter {

        public Within {
            workspaces = List.copyOf(workspaces);
        }
    }

    default boolean takes(Item item, Conversation conversation) {
        return switch (this) {
            case OfRole(Item.Role role) -> item.role() == role;
            case OfKind(Item.Kind kind) -> item.kind() == kind;
            case OfWorkspace(String name) -> folded(name).equals(folded(conversation.workspace()));
            case OfCall(String id) -> id.equals(item.callId());
            case Within(List<String> names) -> names.contains(conversation.workspace());
            case In(ConversationId id) -> item.conversation().equals(id);
            case Cites(), Interrupted(), Approval(), Diff() -> takes(item);
        };
    }

    /** The same of a filter that asks for nothing but the item. */
    default boolean takes(Item item) {
        return switch (this) {
            case Cites() -> !item.citations().isEmpty();
            case Interrupted() -> item.interrupted();
            case Approval() -> linked(item, ItemLink.Kind.APPROVAL);
            case Diff() -> linked(item, ItemLink.Kind.DIFF) || UnifiedDiff.in(item.text());
            case OfRole _, OfKind _, OfWorkspace _, OfCall _, In _, Within _ -> false;
        };
    }

    private static boolean linked(Item item, ItemLink.Kind kind) {
        return item.details().links().stream().anyMatch(link -> link.kind() == kind);
    }

    /** One form for all cases of a name. */
    static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
