package dev.sidetone.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.ItemLink;
import dev.sidetone.conversation.Marks;
import dev.sidetone.conversation.Visible;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From the members of an exported file to the model. */
final class ImportedFields {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** What every program that reads JSON can count to; items still have to come behind it. */
    private static final long LAST_SEQ = 1L << 53;

    private final JsonNode object;
    private final String where;

    private ImportedFields(JsonNode object, String where) {
        this.object = object;
        this.where = where;
    }

    /**
     * The conversation that a document or a head is about.
     *
     * @param entry which value of the file it is, from 1
     */
    static Conversation conversation(JsonNode document, int entry) {
        String format = document.path("format").asText();
        if (!format.equals(JsonExport.FORMAT) && !format.equals(JsonExport.LINES)) {
            throw new ImportException(
                    "Entry %d begins no conversation: `format` is neither \"%s\" nor \"%s\"."
                            .formatted(entry, JsonExport.FORMAT, JsonExport.LINES));
        }
        int version = document.path("version").asInt();
        if (version != JsonExport.VERSION) {
            throw new ImportException(
                    "Entry %d has version %s of the format; this service reads version %d."
                            .formatted(entry, document.path("version"), JsonExport.VERSION));
        }
        var fields = new ImportedFields(document.path("conversation"), "In entry " + entry);
        Instant begun = fields.time("createdAt");
        return new Conversation(
                fields.id("id"),
                fields.text("title"),
                fields.text("workspace"),
                "",
                begun,
                fields.object.has("updatedAt") ? fields.time("updatedAt") : begun,
                0,
                fields.marks(),
                fields.object.path("forkedFrom").isTextual()
                        ? Optional.of(fields.id("forkedFrom"))
                        : Optional.empty());
    }

    /** An item; {@code entry} is which of the file's it is, from 1. */
    static Item item(ConversationId conversation, JsonNode object, int entry) {
        var fields = new ImportedFields(object, "In item " + entry);
        String itemId = fields.text("itemId");
        if (itemId.isBlank()) {
            throw fields.wrong("itemId", "is the item's id, and is empty");
        }
        return new Item(
                conversation,
                fields.position(),
                itemId,
                fields.textOrNull("callId"),
                fields.oneOf("role", Item.Role.values()),
                fields.oneOf("kind", Item.Kind.values()),
                fields.text("text"),
                fields.textOrNull("toolName"),
                fields.textOrNull("toolCallId"),
                fields.time("startedAt"),
                fields.millisOrNull("startMs"),
                fields.millisOrNull("endMs"),
                object.path("interrupted").asBoolean(),
                fields.millisOrNull("heardMs"),
                fields.citations(),
                fields.details());
    }

    private Marks marks() {
        var tags = new ArrayList<String>();
        object.path("tags").forEach(tag -> tags.add(tag.asText()));
        try {
            return new Marks(
                    object.path("archived").asBoolean(),
                    object.path("pinned").asBoolean(),
                    object.path("held").asBoolean(),
                    Optional.empty(),
                    new ConversationChange.Tag(tags).tags());
        } catch (IllegalArgumentException e) {
            throw wrong("tags", String.valueOf(e.getMessage()));
        }
    }

    private List<Citation> citations() {
        var places = new ArrayList<Citation>();
        for (JsonNode given : object.path("citations")) {
            var place = new ImportedFields(given, where + ", in `citations`");
            try {
                places.add(
                        new Citation(
                                place.text("path"),
                                given.path("startLine").asInt(),
                                given.path("endLine").asInt(),
                                place.text("label")));
            } catch (IllegalArgumentException e) {
                throw wrong("citations", String.valueOf(e.getMessage()));
            }
        }
        return places;
    }

    private ItemDetails details() {
        try {
            return new ItemDetails(
                    Optional.ofNullable(textOrNull("language")),
                    object.path("confidence").isNumber()
                            ? Optional.of(object.path("confidence").asDouble())
                            : Optional.empty(),
                    Optional.ofNullable(textOrNull("device")),
                    Optional.ofNullable(textOrNull("unheard")),
                    edits(),
                    links());
        } catch (IllegalArgumentException e) {
            throw wrong("confidence", "is wrong: " + e.getMessage());
        }
    }

    private List<ItemDetails.Edit> edits() {
        var all = new ArrayList<ItemDetails.Edit>();
        for (JsonNode given : object.path("edits")) {
            var edit = new ImportedFields(given, where + ", in `edits`");
            all.add(new ItemDetails.Edit(edit.time("at"), edit.text("before")));
        }
        return all;
    }

    private List<ItemLink> links() {
        var all = new ArrayList<ItemLink>();
        for (JsonNode given : object.path("links")) {
            var link = new ImportedFields(given, where + ", in `links`");
            String target = link.text("target");
            if (target.isBlank()) {
                throw link.wrong("target", "is what the link leads to, and is empty");
            }
            all.add(
                    new ItemLink(
                            link.oneOf("kind", ItemLink.Kind.values()),
                            target,
                            link.text("label")));
        }
        return all;
    }

    private ConversationId id(String name) {
        try {
            return new ConversationId(text(name));
        } catch (IllegalArgumentException _) {
            throw wrong(name, "is no conversation's id, which is a UUID");
        }
    }

    private long position() {
        JsonNode seq = object.path("seq");
        if (!seq.isIntegralNumber()
                || !seq.canConvertToLong()
                || seq.asLong() < 1
                || seq.asLong() > LAST_SEQ) {
            throw wrong("seq", "is a whole number from 1 to " + LAST_SEQ);
        }
        return seq.asLong();
    }

    private Instant time(String name) {
        return instant(text(name))
                .orElseThrow(() -> wrong(name, "is no time such as 2026-05-01T12:00:00Z"));
    }

    /** To the millisecond; empty for what is no time, or none of these ten thousand years. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text).truncatedTo(ChronoUnit.MILLIS))
                    .filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private <E extends Enum<E>> E oneOf(String name, E[] values) {
        String given = text(name);
        return Arrays.stream(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(given))
                .findFirst()
                .orElseThrow(() -> wrong(name, "is one of " + names(values)));
    }

    private static String names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private String text(String name) {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw wrong(name, "is a text, and is missing or something else");
        }
        return Visible.storable(value.asText());
    }

    private @Nullable String textOrNull(String name) {
        return object.path(name).isMissingNode() || object.path(name).isNull() ? null : text(name);
    }

    private @Nullable Long millisOrNull(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw wrong(name, "is a whole number of milliseconds");
        }
        return value.asLong();
    }

    private ImportException wrong(String name, String what) {
        return new ImportException("%s, `%s` %s.".formatted(where, name, what));
    }
}
