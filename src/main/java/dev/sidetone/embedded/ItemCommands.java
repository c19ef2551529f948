package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ContentPart;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireError;
import dev.sidetone.wire.WireFormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What clients do to conversation items: create, retrieve, truncate, delete. Each answers with its
 * event or gives back the error. One thread at a time.
 */
final class ItemCommands {

    private static final int REMEMBERED = 64;

    private final ConversationItems items;
    private final Outlet out;
    private final Map<String, SpokenRecord> spoken = new LinkedHashMap<>();

    ItemCommands(ConversationItems items, Outlet out) {
        this.items = items;
        this.out = out;
    }

    /** Keeps the timing of a spoken item, so that it can be truncated later. */
    void remember(String itemId, SpokenRecord record) {
        spoken.put(itemId, record);
        if (spoken.size() > REMEMBERED) {
            spoken.remove(spoken.keySet().iterator().next());
        }
    }

    /** What a creation came to: the item as it is now in the conversation, or the error. */
    sealed interface Created {
        record Done(Item item) implements Created {}

        record Refused(WireError error) implements Created {}
    }

    /** {@code event.item()} was checked against {@link ItemShape#ITEM}. */
    Created create(ClientEvent.ItemCreate event) {
        Item item = read(event.item());
        String id = item.id() == null || item.id().isBlank() ? Ids.item() : item.id();
        if (items.find(id).isPresent()) {
            return new Created.Refused(
                    invalid(
                            "item_create_duplicate_item_id",
                            "Error adding item: an item with id '%s' already exists."
                                    .formatted(id)));
        }
        Item placed = completed(item.withId(id));
        @Nullable String after = event.previousItemId();
        Optional<ConversationItems.Placed> at =
                after == null ? Optional.of(items.add(placed)) : items.insert(after, placed);
        if (at.isEmpty()) {
            return new Created.Refused(
                    WireError.invalidRequest(
                            "invalid_value",
                            "Error adding item: the previous item with id '%s' does not exist."
                                    .formatted(after),
                            "previous_item_id",
                            null));
        }
        announce(placed, at.get().previousId());
        return new Created.Done(placed);
    }

    /** {@code conversation.item.added} and {@code .done} for an item that came whole. */
    void announce(Item item, Optional<String> previous) {
        out.send(new ServerEvent.ItemAdded(Ids.event(), previous.orElse(null), item));
        out.send(new ServerEvent.ItemDone(Ids.event(), previous.orElse(null), item));
    }

    private static Item read(JsonNode tree) {
        ObjectNode copy = tree.deepCopy();
        for (JsonNode part : copy.path("content")) {
            if (part instanceof ObjectNode object) {
                object.remove("audio");
                if (object.path("type").asText().equals("text")) {
                    object.put("type", "output_text");
                }
            }
        }
        try {
            return WireCodec.readItem(copy);
        } catch (WireFormatException e) {
            throw new IllegalStateException("an item passed the check and is none", e);
        }
    }

    private static Item completed(Item item) {
        return switch (item) {
            case Item.Message message -> message.withStatus(Item.COMPLETED);
            case Item.FunctionCall call when call.callId() == null ->
                    new Item.FunctionCall(
                            call.id(),
                            Item.COMPLETED,
                            call.name(),
                            Ids.functionCall(),
                            call.arguments());
            case Item.FunctionCall call -> call.withStatus(Item.COMPLETED);
            case Item.FunctionCallOutput output -> output;
            case Item.Unknown unknown -> unknown;
        };
    }

    Optional<WireError> retrieve(String id) {
        Optional<Item> item = items.find(id);
        item.ifPresent(found -> out.send(new ServerEvent.ItemRetrieved(Ids.event(), found)));
        return item.isPresent() ? Optional.empty() : absent("retriev", "retrieve", id);
    }

    Optional<WireError> delete(String id) {
        if (!items.remove(id)) {
            return absent("delet", "delete", id);
        }
        spoken.remove(id);
        out.send(new ServerEvent.ItemDeleted(Ids.event(), id));
        return Optional.empty();
    }

    Optional<WireError> truncate(String id, int contentIndex, long audioEndMs) {
        Optional<Item> item = items.find(id);
        if (item.isEmpty()) {
            return absent("truncat", "truncate", id);
        }
        boolean audio =
                item.get() instanceof Item.Message message
                        && contentIndex < message.content().size()
                        && message.content().get(contentIndex) instanceof ContentPart.OutputAudio;
        if (!audio) {
            return Optional.of(
                    invalid(
                            "unsupported_content_type",
                            "Only assistant audio can be truncated; item '%s' has none at index %d."
                                    .formatted(id, contentIndex)));
        }
        SpokenRecord record = spoken.getOrDefault(id, new SpokenRecord());
        if (audioEndMs > record.totalMs()) {
            return Optional.of(
                    invalid(
                            "invalid_value",
                            "Audio content of %dms is already shorter than %dms"
                                    .formatted(record.totalMs(), audioEndMs)));
        }
        cutTo(id, record, audioEndMs);
        return Optional.empty();
    }

    /** Cuts an assistant item to what was heard of it and says so. */
    void cutTo(String id, SpokenRecord record, long heardMs) {
        if (items.find(id).orElse(null) instanceof Item.Message message) {
            String heard = record.heard(heardMs);
            items.replace(
                    message.withContent(List.of(new ContentPart.OutputAudio(heard, null)))
                            .withStatus(Item.INCOMPLETE));
            out.send(new ServerEvent.ItemTruncated(Ids.event(), id, 0, heardMs));
        }
    }

    private static Optional<WireError> absent(String stem, String verb, String id) {
        return Optional.of(
                invalid(
                        "item_" + verb + "_invalid_item_id",
                        "Error %sing item: the item with id '%s' does not exist."
                                .formatted(stem, id)));
    }

    private static WireError invalid(String code, String message) {
        return WireError.invalidRequest(code, message, null, null);
    }
}
