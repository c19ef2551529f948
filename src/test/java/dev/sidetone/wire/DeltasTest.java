package dev.sidetone.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltasTest {

    private static final List<String> MEMBERS =
            List.of(
                    "event_id",
                    "response_id",
                    "item_id",
                    "output_index",
                    "content_index",
                    "delta",
                    "logprobs");

    private static ObjectNode whole(String type) {
        return WireCodec.json()
                .createObjectNode()
                .put("type", type)
                .put("event_id", "event_1")
                .put("response_id", "resp_1")
                .put("item_id", "item_1")
                .put("output_index", 2)
                .put("content_index", 1)
                .put("delta", "where \"is\" ü");
    }

    private static ServerEvent byReflection(JsonNode tree) throws Exception {
        return WireCodec.json().treeToValue(tree, ServerEvent.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conversation.item.input_audio_transcription.delta",
                "response.output_text.delta",
                "response.output_audio_transcript.delta",
                "response.output_audio.delta"
            })
    void areReadAsReflectionReadsThem(String type) throws Exception {
        JsonNode tree = whole(type);

        assertThat(Deltas.read(type, tree)).contains(byReflection(tree));
    }

    /** Whatever is missing or of another kind: read as reflection reads it, or left to it. */
    @Property
    void nothingIsReadInAnotherWay(
            @ForAll("types") String type,
            @ForAll("members") String member,
            @ForAll("values") Optional<JsonNode> value)
            throws Exception {
        ObjectNode tree = whole(type);
        tree.remove(member);
        value.ifPresent(it -> tree.set(member, it));

        Optional<ServerEvent> read = Deltas.read(type, tree);

        if (read.isPresent()) {
            assertThat(read).contains(byReflection(tree));
        }
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(
                "conversation.item.input_audio_transcription.delta",
                "response.output_text.delta",
                "response.output_audio_transcript.delta",
                "response.output_audio.delta",
                "response.done");
    }

    @Provide
    Arbitrary<String> members() {
        return Arbitraries.of(MEMBERS);
    }

    @Provide
    Arbitrary<Optional<JsonNode>> values() {
        var json = WireCodec.json().getNodeFactory();
        return Arbitraries.of(
                Optional.empty(),
                Optional.of(json.textNode("3")),
                Optional.of(json.textNode("")),
                Optional.of(json.numberNode(7)),
                Optional.of(json.numberNode(1L << 40)),
                Optional.of(json.numberNode(1.5)),
                Optional.of(json.nullNode()),
                Optional.of(json.booleanNode(true)),
                Optional.of(json.objectNode()));
    }
}
