package dev.sidetone.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.ItemLink;
import dev.sidetone.conversation.Marks;
import dev.sidetone.conversation.NewItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is exported is as docs/conversation.schema.json says, by a validator that is not ours. */
class ExportSchemaTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final ConversationId ID = ConversationId.create(1, new Random(1));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema STRICT = schema(closed(read(ExportSchema.text())));

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static JsonSchema schema(JsonNode document) {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);
        schema.getValidationContext().getConfig().setFormatAssertionsEnabled(true);
        return schema;
    }

    /** Readers shall let unknown members pass; here one would be a member that nobody described. */
    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ExportSchemaTest::closed);
        return node;
    }

    private static void assertValid(String json) {
        Set<ValidationMessage> faults = STRICT.validate(read(json));
        assertThat(faults).as(json).isEmpty();
    }

    private static Conversation talk(Marks marks, Optional<ConversationId> forked) {
        return new Conversation(ID, "A talk", "shop", "/src/shop", NOON, NOON, 1, marks, forked);
    }

    @Property(tries = 300)
    void everyExportIsAsTheSchemaSays(
            @ForAll("anyItems") List<Item> items, @ForAll("anyMarks") Marks marks) {
        for (var forked : List.of(Optional.<ConversationId>empty(), Optional.of(ID))) {
            Conversation talk = talk(marks, forked);

            assertValid(Export.JSON.text(talk, items));
            List<String> lines = Export.JSONL.text(talk, items).lines().toList();
            assertThat(lines).hasSize(items.size() + 1);
            lines.forEach(ExportSchemaTest::assertValid);
        }
    }

    /** The schema is worth something only when it refuses what is no export. */
    @Example
    void whatIsNoExportIsRefused() {
        Item said = NewItem.text(ID, "a", Item.Role.USER, "x", NOON).at(1);
        String document = Export.JSON.text(talk(Marks.NONE, Optional.empty()), List.of(said));
        assertValid(document);
        for (var wrong :
                List.of(
                        document.replace("\"user\"", "\"boss\""),
                        document.replace("\"seq\" : 1", "\"seq\" : 0"),
                        document.replace("\"version\" : 1", "\"version\" : 2"),
                        document.replace(ID.value(), "one"),
                        document.replace(NOON.toString(), "noon"),
                        document.replace("\"itemId\"", "\"id\""),
                        document.replace("sidetone.conversation", "other"))) {
            assertThat(wrong).isNotEqualTo(document);
            assertThat(STRICT.validate(read(wrong))).as(wrong).isNotEmpty();
        }
    }

    @Example
    void theServedOneIsTheDocumentedOne() throws Exception {
        assertThat(ExportSchema.text())
                .isEqualTo(Files.readString(Path.of("docs/conversation.schema.json")));
    }

    @Provide
    Arbitrary<Marks> anyMarks() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of("wire", "ümlaut", "v 2").set().ofMaxSize(3))
                .as((archived, pinned, held, tags) ->
                        new Marks(archived, pinned, held, Optional.empty(), List.copyOf(tags)));
    }

    @Provide
    Arbitrary<List<Item>> anyItems() {
        return Arbitraries.of(made()).list().ofMaxSize(6);
    }

    /** Each way in which an item comes about, with a text that JSON has to escape. */
    private static List<Item> made() {
        String text = "\"\\\u0001 \u2028 漢字 😀\n";
        var items = new ArrayList<Item>();
        for (Item.Role role : Item.Role.values()) {
            items.add(NewItem.text(ID, "t", role, text, NOON).at(1));
            items.add(NewItem.speech(ID, "s", role, text, NOON, 0, 900).inCall("rtc").at(2));
        }
        items.add(items.getLast().cutTo(1250, "so far"));
        items.add(NewItem.toolCall(ID, "c", "find", "call", text, NOON).at(3));
        items.add(NewItem.toolOutput(ID, "o", "find", "call", text, NOON).at(4));
        items.add(NewItem.handoff(ID, "h", text, NOON).at(5));
        items.add(
                NewItem.note(ID, "n", text, NOON.plusMillis(1))
                        .citing(List.of(new Citation("src/Main.java", 3, 9, "Main")))
                        .at(6));
        items.add(
                items.getFirst()
                        .with(
                                ItemDetails.NONE
                                        .in("en")
                                        .sure(0.5)
                                        .from(text)
                                        .linked(new ItemLink(ItemLink.Kind.COMMIT, "abc", "")))
                        .edited("put right", NOON));
        return items;
    }
}
