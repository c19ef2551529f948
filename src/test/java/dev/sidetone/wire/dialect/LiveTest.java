package dev.sidetone.wire.dialect;

import static dev.sidetone.wire.dialect.Frames.json;
import static dev.sidetone.wire.dialect.Frames.message;
import static dev.sidetone.wire.dialect.Frames.of;
import static dev.sidetone.wire.dialect.Frames.output;
import static dev.sidetone.wire.dialect.Frames.read;
import static dev.sidetone.wire.dialect.Frames.written;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTest {

    private static final String DELEGATION =
            """
            {"type":"delegation.created","item":{"id":"d1","type":"delegation","target":"client",
             "content":[{"type":"input_text","text":"who "},{"type":"other"},
                        {"type":"input_text","text":"calls it"}]}}
            """;

    private final Dialect dialect = Dialect.live(false, _ -> "");

    @Test
    void theSessionHasInstructionsVoiceAndWhoIsDelegatedTo() {
        assertThat(written(dialect, Frames.update()))
                .containsExactly(
                        json(
                                """
                                {"type":"session.update","session":
                                 {"instructions":"Be brief.","audio":{"output":{"voice":"cove"}},
                                  "delegation":{"type":"client"}}}
                                """));
    }

    @Test
    void aCallsSessionCanHaveModelFillerAndInitialItems() {
        JsonNode session =
                dialect.session(
                        json(
                                """
                                {"type":"realtime","model":"m","instructions":"x",
                                 "delegation":{"ack_filler":false},
                                 "initial_items":[{"type":"message","role":"developer",
                                  "content":[{"type":"input_text","text":"t"}]}]}
                                """));

        assertThat(session.path("model").asText()).isEqualTo("m");
        assertThat(session.path("delegation"))
                .isEqualTo(json("{\"type\":\"client\",\"ack_filler\":false}"));
        assertThat(session.path("initial_items")).hasSize(1);
        assertThat(session.has("type")).isFalse();
    }

    @Test
    void aSessionIsConfiguredOnceAndOnASidebandNever() {
        var _ = written(dialect, Frames.update());

        assertThat(written(dialect, Frames.update())).isEmpty();
        Dialect sideband = Dialect.live(true, _ -> "");
        sideband.session(json(Frames.SESSION));
        assertThat(written(sideband, Frames.update())).isEmpty();
    }

    /** What was found out after the start belongs to the call too. */
    @Test
    void whatTheInstructionsHaveMoreThanBeforeIsContextAndIsToldOnce() {
        Dialect call = Dialect.live(true, _ -> "");
        call.session(json("{\"instructions\":\"Be brief.\"}"));

        assertThat(written(call, instructions("Be brief."))).isEmpty();
        assertThat(written(call, instructions("Be brief.\n\nOn main.")))
                .containsExactly(context("On main."));
        assertThat(written(call, instructions("Be brief.\n\nOn main."))).isEmpty();

        var _ = written(dialect, Frames.update());
        assertThat(written(dialect, instructions("Be brief.\n\nOn main.")))
                .containsExactly(context("On main."));
    }

    private static ClientEvent instructions(String text) {
        return new ClientEvent.SessionUpdate(
                null,
                Frames.json("{}")
                        .<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy()
                        .put("instructions", text));
    }

    private static JsonNode context(String text) {
        return json(
                "{\"type\":\"session.context.append\",\"content\":[{\"type\":\"input_text\",\"text\":\"%s\"}]}"
                        .formatted(text));
    }

    @Test
    void whatTheAgentSaysGoesToItsChannelPieceByPiece() {
        Dialect channelled = Dialect.live(true, words -> words.startsWith("a") ? "commentary" : "");
        var _ = read(channelled, DELEGATION);

        List<JsonNode> frames = written(channelled, output("d1", "a".repeat(600)));

        assertThat(frames).hasSize(2);
        assertThat(frames).allMatch(f -> f.path("channel").asText().equals("commentary"));
        var _ = read(channelled, DELEGATION);
        assertThat(written(channelled, output("d1", "b")).getFirst().has("channel")).isFalse();
    }

    @Test
    void theEndOfATurnIsSilenceWhereTheSoundIsOurs() {
        var commit = new ClientEvent.AudioCommit(null);

        assertThat(written(dialect, commit).getFirst().path("type").asText())
                .isEqualTo("input_audio.append");
        assertThat(written(Dialect.live(true, _ -> ""), commit)).isEmpty();
    }

    @Test
    void soundTextAndSpeechGoOut() {
        assertThat(written(dialect, new ClientEvent.AudioAppend(null, "AAA=")))
                .containsExactly(json("{\"type\":\"input_audio.append\",\"audio\":\"AAA=\"}"));
        assertThat(written(dialect, message("user", "hi")))
                .containsExactly(
                        json(
                                "{\"type\":\"session.context.append\",\"content\":[{\"type\":\"input_text\",\"text\":\"hi\"}]}"));
        assertThat(written(dialect, message("user", "[BACKEND] Done.")))
                .containsExactly(
                        json(
                                "{\"type\":\"session.context.append\",\"channel\":\"speakable\",\"content\":[{\"type\":\"input_text\",\"text\":\"Done.\"}]}"));
        assertThat(written(dialect, new ClientEvent.ResponseCreate(null, null))).isEmpty();
    }

    @Test
    void aDelegationIsAFunctionCallAndItsOutputGoesBackUnderItsId() {
        var call = of(ServerEvent.ItemDone.class, read(dialect, DELEGATION)).getFirst().item();

        assertThat(call)
                .isEqualTo(
                        new Item.FunctionCall(
                                "d1",
                                "completed",
                                "background_agent",
                                "d1",
                                "{\"input_transcript\":\"who calls it\"}"));
        assertThat(written(dialect, message("user", "[BACKEND] looking")).getFirst())
                .isEqualTo(delegated("looking"));
        assertThat(written(dialect, output("d1", "Nobody."))).containsExactly(delegated("Nobody."));
    }

    private static JsonNode delegated(String text) {
        return json(
                "{\"type\":\"delegation.context.append\",\"delegation_item_id\":\"d1\",\"content\":[{\"type\":\"input_text\",\"text\":\"%s\"}]}"
                        .formatted(text));
    }

    @Property(tries = 200)
    void longTextIsSplitIntoPiecesOf500BytesWithoutLoss(
            @ForAll @StringLength(min = 1, max = 3_000) String any) {
        String text =
                any.codePoints()
                        .filter(c -> !(c >= 0xd800 && c < 0xe000))
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        if (text.isBlank() || text.startsWith("[")) {
            return;
        }

        List<String> pieces =
                written(Dialect.live(true, _ -> ""), message("user", text)).stream()
                        .map(f -> f.at("/content/0/text").asText())
                        .toList();

        assertThat(pieces)
                .allMatch(p -> p.getBytes(StandardCharsets.UTF_8).length <= 500)
                .noneMatch(String::isEmpty);
        assertThat(pieces.stream().collect(Collectors.joining())).isEqualTo(text);
    }

    @Test
    void aTurnBecomesItemsAndAResponse() {
        List<ServerEvent> events =
                read(
                        dialect,
                        "{\"type\":\"session.started\",\"session\":{\"id\":\"s\"}}",
                        "{\"type\":\"input_transcript.added\",\"item\":{\"text\":\"hi\"}}",
                        "{\"type\":\"turn.done\",\"turn\":{\"role\":\"user\",\"transcript\":\"Hi.\"}}",
                        "{\"type\":\"output_audio.delta\",\"audio\":\"AAAA\"}",
                        "{\"type\":\"output_transcript.added\",\"item\":{\"text\":\"Hello\"}}",
                        "{\"type\":\"turn.done\",\"turn\":{\"role\":\"assistant\",\"transcript\":\"Hello.\"}}");

        assertThat(events)
                .extracting(e -> e.getClass().getSimpleName())
                .containsExactly(
                        "SessionCreated",
                        "TranscriptionDelta",
                        "TranscriptionCompleted",
                        "ResponseCreated",
                        "OutputItemAdded",
                        "OutputAudioDelta",
                        "OutputTranscriptDelta",
                        "OutputTranscriptDone",
                        "ResponseDone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"brand.new\"}",
                "{\"type\":\"delegation.created\",\"item\":{\"id\":\"d\",\"target\":\"server\"}}",
                "{\"type\":\"delegation.created\"}",
                "{\"type\":\"response.output_text.delta\",\"delta\":\"of v2\"}"
            })
    void whatIsUnknownOrIncompletePassesAsUnknown(String frame) {
        assertThat(read(dialect, frame)).hasOnlyElementsOfType(ServerEvent.Unknown.class);
    }

    @Test
    void anErrorIsAnError() {
        assertThat(
                        of(
                                        ServerEvent.ErrorEvent.class,
                                        read(dialect, "{\"type\":\"error\",\"message\":\"no\"}"))
                                .getFirst()
                                .error()
                                .message())
                .isEqualTo("no");
    }
}
