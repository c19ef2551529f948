package dev.sidetone.wire.dialect;

import static dev.sidetone.wire.dialect.Frames.json;
import static dev.sidetone.wire.dialect.Frames.message;
import static dev.sidetone.wire.dialect.Frames.of;
import static dev.sidetone.wire.dialect.Frames.output;
import static dev.sidetone.wire.dialect.Frames.read;
import static dev.sidetone.wire.dialect.Frames.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuicksilverTest {

    private static final String HANDOFF =
            "{\"type\":\"conversation.handoff.requested\",\"handoff_id\":\"h1\",\"item_id\":\"i1\",\"input_transcript\":\"who calls it\"}";

    private final Dialect dialect = Dialect.quicksilver(false);

    private static String delta(String type, String text) {
        return "{\"type\":\"%s\",\"delta\":\"%s\"}".formatted(type, text);
    }

    private static String done(String type, String text) {
        return "{\"type\":\"%s\",\"transcript\":\"%s\"}".formatted(type, text);
    }

    private static String user(String text) {
        return delta("conversation.input_transcript.delta", text);
    }

    private static String assistant(String text) {
        return delta("conversation.output_transcript.delta", text);
    }

    @Test
    void theSessionHasInstructionsInputFormatAndVoiceAndNothingElse() {
        assertThat(written(dialect, Frames.update()))
                .containsExactly(
                        json(
                                """
                                {"type":"session.update","session":
                                 {"type":"quicksilver","instructions":"Be brief.",
                                  "audio":{"input":{"format":{"type":"audio/pcm","rate":24000}},
                                           "output":{"voice":"cove"}}}}
                                """));
    }

    @Test
    void aCallsSessionHasTheModelToo() {
        var session = json(Frames.SESSION.replaceFirst("\\{", "{\"model\":\"m\","));

        assertThat(dialect.session(session).path("model").asText()).isEqualTo("m");
    }

    @Test
    void newInstructionsGoOutWithTheRestOfTheSession() {
        var _ = written(dialect, Frames.update());

        var frames =
                written(
                        dialect,
                        new ClientEvent.SessionUpdate(
                                null, json("{\"type\":\"realtime\",\"instructions\":\"New.\"}")));

        assertThat(frames.getFirst().at("/session/instructions").asText()).isEqualTo("New.");
        assertThat(frames.getFirst().at("/session/audio/output/voice").asText()).isEqualTo("cove");
    }

    @Test
    void whatV1HasNoWordForIsNotSent() {
        assertThat(written(dialect, new ClientEvent.ResponseCreate(null, null))).isEmpty();
        assertThat(written(dialect, new ClientEvent.ItemTruncate(null, "i", 0, 1))).isEmpty();
        assertThat(
                        written(
                                dialect,
                                new ClientEvent.SessionUpdate(
                                        null, json("{\"audio\":{\"input\":{}}}"))))
                .isEmpty();
        assertThat(written(dialect, output("never asked", "text"))).isEmpty();
    }

    /** Whoever lets go of the key sends no silence, and without it v1 waits for more words. */
    @Test
    void theEndOfATurnIsASecondOfSilenceWhereTheSoundIsOurs() {
        var commit = new ClientEvent.AudioCommit(null);

        String silence = written(dialect, commit).getFirst().path("audio").asText();

        assertThat(Base64.getDecoder().decode(silence)).hasSize(48_000).containsOnly(0);
        assertThat(written(Dialect.quicksilver(true), commit)).isEmpty();
    }

    @Test
    void soundAndTypedTextGoOut() {
        assertThat(written(dialect, new ClientEvent.AudioAppend(null, "AAA=")))
                .containsExactly(
                        json("{\"type\":\"input_audio_buffer.append\",\"audio\":\"AAA=\"}"));
        assertThat(written(dialect, message("user", "[USER] hi")))
                .containsExactly(
                        json(
                                """
                                {"type":"conversation.item.create","item":{"type":"message","role":"user",
                                 "content":[{"type":"input_text","text":"hi"}]}}
                                """));
        assertThat(
                        written(dialect, message("system", "Note:\n\n[BACKEND] Done."))
                                .getFirst()
                                .at("/item/content/0/text")
                                .asText())
                .isEqualTo("Note:\n\nDone.");
        assertThat(written(dialect, message("system", "x")).getFirst().at("/item/role").asText())
                .isEqualTo("developer");
        assertThat(
                        written(dialect, message("assistant", "x"))
                                .getFirst()
                                .at("/item/content/0/type")
                                .asText())
                .isEqualTo("output_text");
    }

    @Test
    void aHandoffIsAFunctionCallAndItsOutputGoesBackUnderItsId() {
        var call = of(ServerEvent.ItemDone.class, read(dialect, HANDOFF)).getFirst().item();

        assertThat(call)
                .isEqualTo(
                        new Item.FunctionCall(
                                "i1",
                                "completed",
                                "background_agent",
                                "h1",
                                "{\"input_transcript\":\"who calls it\"}"));
        assertThat(written(dialect, message("user", "[BACKEND] looking")))
                .containsExactly(append("h1", "looking"));
        assertThat(written(dialect, output("h1", "Nobody.")))
                .containsExactly(append("h1", "\"Agent Final Message\":\n\nNobody."));
        assertThat(written(dialect, output("h1", "again"))).isEmpty();
    }

    @Test
    void theBookkeepingOfV2IsNotSaid() {
        var _ = read(dialect, HANDOFF);

        assertThat(
                        written(
                                dialect,
                                output(
                                        "h1",
                                        "Background agent finished. Use the preceding [BACKEND] messages as the result.")))
                .isEmpty();
    }

    @Test
    void whatShouldBeSaidWithoutAHandoffGoesUnderCodex() {
        assertThat(written(dialect, message("user", "[BACKEND] Done.")))
                .containsExactly(append("codex", "Done."));
    }

    private static com.fasterxml.jackson.databind.JsonNode append(String id, String text) {
        return dev.sidetone.wire.WireCodec.json()
                .createObjectNode()
                .put("type", "conversation.handoff.append")
                .put("handoff_id", id)
                .put("output_text", text);
    }

    @Test
    void aTurnBecomesItemsAndAResponse() {
        List<ServerEvent> events =
                read(
                        dialect,
                        user("who "),
                        user("calls it"),
                        done("conversation.input_transcript.turn_marked", "Who calls it?"),
                        assistant("No"),
                        assistant("body."),
                        done("response.output_audio_transcript.done", "Nobody."));

        assertThat(events)
                .extracting(e -> e.getClass().getSimpleName())
                .containsExactly(
                        "TranscriptionDelta",
                        "TranscriptionDelta",
                        "TranscriptionCompleted",
                        "ResponseCreated",
                        "OutputItemAdded",
                        "OutputTranscriptDelta",
                        "OutputTranscriptDelta",
                        "OutputTranscriptDone",
                        "ResponseDone");
        assertThat(of(ServerEvent.TranscriptionCompleted.class, events).getFirst().transcript())
                .isEqualTo("Who calls it?");
        assertThat(of(ServerEvent.OutputTranscriptDone.class, events).getFirst().transcript())
                .isEqualTo("Nobody.");
    }

    @Test
    void withoutAnyEndTheOtherSideEndsAnItemAndNothingIsSaidTwice() {
        List<ServerEvent> events =
                read(
                        dialect,
                        user("first"),
                        assistant("one"),
                        user("second"),
                        HANDOFF,
                        done("conversation.input_transcript.turn_marked", "second"),
                        done("response.output_audio_transcript.done", "one"));

        assertThat(of(ServerEvent.OutputTranscriptDone.class, events))
                .extracting(ServerEvent.OutputTranscriptDone::transcript)
                .containsExactly("one");
        assertThat(of(ServerEvent.TranscriptionCompleted.class, events))
                .extracting(ServerEvent.TranscriptionCompleted::transcript)
                .containsExactly("first", "second");
    }

    @Test
    void wordsThatWereCutOffAreNotRepeatedByTheirEnd() {
        List<ServerEvent> events =
                read(
                        dialect,
                        assistant("The parser "),
                        user("wait"),
                        assistant("is here."),
                        done("response.output_audio_transcript.done", "The parser is here."));

        assertThat(of(ServerEvent.OutputTranscriptDone.class, events))
                .extracting(ServerEvent.OutputTranscriptDone::transcript)
                .containsExactly("The parser ", "is here.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conversation.output_transcript.delta",
                "response.output_text.delta",
                "response.output_audio_transcript.delta"
            })
    void theAssistantsWordsHaveThreeNames(String type) {
        assertThat(of(ServerEvent.OutputTranscriptDelta.class, read(dialect, delta(type, "a"))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conversation.input_transcript.delta",
                "conversation.item.input_audio_transcription.delta"
            })
    void theUsersWordsHaveTwoNames(String type) {
        assertThat(of(ServerEvent.TranscriptionDelta.class, read(dialect, delta(type, "a"))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conversation.input_transcript.turn_marked",
                "conversation.item.input_audio_transcription.completed"
            })
    void theirEndHasTwoNamesToo(String type) {
        assertThat(of(ServerEvent.TranscriptionCompleted.class, read(dialect, done(type, "a"))))
                .hasSize(1);
    }

    @Test
    void soundIsGivenAsItComesOrConverted() {
        String standard =
                "{\"type\":\"conversation.output_audio.delta\",\"delta\":\"AAAA\",\"sample_rate\":24000,\"channels\":1}";
        String stereo48 =
                "{\"type\":\"conversation.output_audio.delta\",\"data\":\"%s\",\"sample_rate\":48000,\"num_channels\":2}"
                        .formatted(Base64.getEncoder().encodeToString(new byte[480 * 4]));
        String unknownRate = "{\"type\":\"conversation.output_audio.delta\",\"delta\":\"AAAA\"}";

        assertThat(sound(standard)).containsExactly("AAAA");
        assertThat(Base64.getDecoder().decode(sound(stereo48).getFirst())).hasSize(240 * 2);
        assertThat(sound(unknownRate)).isEmpty();
    }

    /** At a rate of 1 a second of sound would become gigabytes. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 7_999, 192_001, Integer.MAX_VALUE})
    void soundOfARateThatNoSoundHasIsNone(int rate) {
        String frame =
                "{\"type\":\"conversation.output_audio.delta\",\"delta\":\"%s\",\"sample_rate\":%d,\"channels\":1}"
                        .formatted(Base64.getEncoder().encodeToString(new byte[960]), rate);

        assertThat(sound(frame)).isEmpty();
    }

    private List<String> sound(String frame) {
        return of(ServerEvent.OutputAudioDelta.class, read(dialect, frame)).stream()
                .map(ServerEvent.OutputAudioDelta::delta)
                .toList();
    }

    @Test
    void everyFormOfErrorHasItsMessage() {
        assertThat(error("{\"type\":\"error\",\"message\":\"plain\"}")).isEqualTo("plain");
        assertThat(error("{\"type\":\"error\",\"error\":{\"message\":\"inner\"}}"))
                .isEqualTo("inner");
        assertThat(error("{\"type\":\"error\",\"error\":{\"x\":1}}")).isEqualTo("{\"x\":1}");
    }

    private String error(String frame) {
        return of(ServerEvent.ErrorEvent.class, read(dialect, frame)).getFirst().error().message();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"brand.new\"}",
                "{\"type\":\"conversation.handoff.requested\",\"handoff_id\":\"h\"}",
                "{\"type\":\"conversation.item.added\"}"
            })
    void whatIsUnknownOrIncompletePassesAsUnknown(String frame) {
        assertThat(read(dialect, frame)).hasOnlyElementsOfType(ServerEvent.Unknown.class);
    }

    @Test
    void anItemOfTheServerIsPassedOn() {
        assertThat(
                        read(
                                dialect,
                                "{\"type\":\"conversation.item.added\",\"item\":{\"type\":\"message\",\"id\":\"i\",\"role\":\"assistant\",\"content\":[]}}"))
                .hasOnlyElementsOfType(ServerEvent.ItemAdded.class);
    }

    @Test
    void idsAreNotTheSameInTwoCalls() {
        var here = of(ServerEvent.TranscriptionDelta.class, read(dialect, user("a"))).getFirst();
        var there =
                of(
                                ServerEvent.TranscriptionDelta.class,
                                read(Dialect.quicksilver(false), user("a")))
                        .getFirst();

        assertThat(here.itemId()).isNotEqualTo(there.itemId());
    }
}
