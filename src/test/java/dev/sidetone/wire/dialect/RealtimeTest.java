package dev.sidetone.wire.dialect;

import static dev.sidetone.wire.dialect.Frames.json;
import static dev.sidetone.wire.dialect.Frames.of;
import static dev.sidetone.wire.dialect.Frames.read;
import static dev.sidetone.wire.dialect.Frames.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireFormatException;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeTest {

    private static final String DELTA =
            "{\"type\":\"%s\",\"item_id\":\"i\",\"response_id\":\"r\",\"delta\":\"d\"}";

    private final Dialect dialect = Dialect.realtime();

    @Test
    void whatTheEngineSaysGoesOutAsItIs() {
        assertThat(written(dialect, Frames.update()).getFirst().path("session"))
                .isEqualTo(json(Frames.SESSION));
    }

    @ParameterizedTest
    @CsvSource({
        "response.text.delta,OutputTextDelta",
        "response.output_text.delta,OutputTextDelta",
        "response.audio.delta,OutputAudioDelta",
        "response.output_audio.delta,OutputAudioDelta",
        "response.audio_transcript.delta,OutputTranscriptDelta",
        "response.output_audio_transcript.delta,OutputTranscriptDelta",
        "conversation.item.input_audio_transcription.delta,TranscriptionDelta"
    })
    void olderAndNewerNamesMeanTheSame(String type, String event) {
        assertThat(read(dialect, DELTA.formatted(type)))
                .singleElement()
                .extracting(e -> e.getClass().getSimpleName())
                .isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({
        "response.text.done,text,OutputTextDone",
        "response.output_text.done,text,OutputTextDone",
        "response.audio_transcript.done,transcript,OutputTranscriptDone",
        "response.output_audio_transcript.done,transcript,OutputTranscriptDone",
        "conversation.item.input_audio_transcription.completed,transcript,TranscriptionCompleted"
    })
    void soDoTheEnds(String type, String member, String event) {
        String frame = "{\"type\":\"%s\",\"item_id\":\"i\",\"%s\":\"t\"}".formatted(type, member);

        assertThat(read(dialect, frame))
                .singleElement()
                .extracting(e -> e.getClass().getSimpleName())
                .isEqualTo(event);
    }

    /** Some servers say what their sound is; it may not be ours. */
    @Test
    void soundIsGivenAsItComesOrConverted() {
        String delta = "{\"type\":\"response.output_audio.delta\",\"delta\":\"AQAAAAMAAAA=\"%s}";

        assertThat(sound(delta.formatted(""))).isEqualTo("AQAAAAMAAAA=");
        assertThat(sound(delta.formatted(",\"sample_rate\":24000,\"channels\":1")))
                .isEqualTo("AQAAAAMAAAA=");
        assertThat(sound(delta.formatted(",\"num_channels\":2"))).isEqualTo("AAABAA==");
        assertThat(Base64.getDecoder().decode(sound(delta.formatted(",\"sample_rate\":12000"))))
                .hasSize(16);
    }

    private String sound(String frame) {
        return of(ServerEvent.OutputAudioDelta.class, read(Dialect.realtime(), frame))
                .getFirst()
                .delta();
    }

    @Test
    void aResponseWithoutABodyIsAResponse() {
        var created = "{\"type\":\"response.created\"}";
        var done = "{\"type\":\"response.done\",\"response_id\":\"r1\"}";
        var cancelled = "{\"type\":\"response.cancelled\",\"response\":{\"id\":\"r2\"}}";

        assertThat(of(ServerEvent.ResponseCreated.class, read(dialect, created))).hasSize(1);
        var ends = of(ServerEvent.ResponseDone.class, read(dialect, done, cancelled));
        assertThat(ends).extracting(e -> e.response().id()).containsExactly("r1", "r2");
        assertThat(ends)
                .extracting(e -> e.response().status())
                .containsExactly("completed", "cancelled");
    }

    @Test
    void anItemIsAddedOnceUnderEitherName() {
        String item =
                "{\"type\":\"conversation.item.%s\",\"item\":{\"type\":\"message\",\"id\":\"i\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"t\"}]}}";

        var older = read(Dialect.realtime(), item.formatted("created"));
        var both = read(dialect, item.formatted("added"), item.formatted("created"));

        assertThat(of(ServerEvent.ItemAdded.class, older).getFirst().item())
                .extracting(i -> ((Item.Message) i).words())
                .isEqualTo("t");
        assertThat(of(ServerEvent.ItemAdded.class, both)).hasSize(1);
    }

    @Test
    void aFunctionCallThatIsSaidToBeDoneOnceOnlyIsBelieved() {
        String done =
                "{\"type\":\"%s\",\"item\":{\"type\":\"function_call\",\"id\":\"f\",\"name\":\"background_agent\",\"call_id\":\"c\",\"arguments\":\"{}\"}}";

        assertThat(
                        of(
                                ServerEvent.ItemDone.class,
                                read(dialect, done.formatted("response.output_item.done"))))
                .hasSize(1);
        assertThat(
                        of(
                                ServerEvent.ItemDone.class,
                                read(
                                        Dialect.realtime(),
                                        done.formatted("conversation.item.done"),
                                        done.formatted("response.output_item.done"))))
                .hasSize(1);
    }

    @Test
    void aCallWithoutCallIdGoesByItsItem() {
        var call =
                of(
                                ServerEvent.ItemDone.class,
                                read(
                                        dialect,
                                        "{\"type\":\"conversation.item.done\",\"item\":{\"type\":\"function_call\",\"id\":\"f\",\"name\":\"background_agent\"}}"))
                        .getFirst()
                        .item();

        assertThat(((Item.FunctionCall) call).callId()).isEqualTo("f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"brand.new\",\"x\":1}",
                "{\"type\":\"response.output_text.delta\"}",
                "{\"type\":\"conversation.item.done\"}",
                "{\"type\":\"conversation.item.added\",\"item\":7}"
            })
    void whatIsUnknownOrIncompletePassesAsUnknown(String frame) {
        assertThat(read(dialect, frame)).hasOnlyElementsOfType(ServerEvent.Unknown.class);
    }

    /** Whatever a server leaves out, the engine gets an event that is whole or none. */
    @Property(tries = 500)
    void aKnownTypeWithAnyMembersIsReadOrRefused(
            @ForAll("types") String type, @ForAll @AlphaChars String member) {
        String frame = "{\"type\":\"%s\",\"%s\":{\"id\":null}}".formatted(type, member);
        try {
            assertThat(Dialect.realtime().read(frame)).isNotNull();
        } catch (WireFormatException e) {
            assertThat(e).hasMessageNotContaining("NullPointer");
        }
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> types() {
        return net.jqwik.api.Arbitraries.of(
                "error",
                "response.created",
                "response.done",
                "response.cancelled",
                "response.output_item.done",
                "conversation.item.created",
                "conversation.item.done",
                "input_audio_buffer.speech_started",
                "session.updated");
    }

    @Test
    void aTextThatIsNoEventIsRefused() {
        assertThatThrownBy(() -> dialect.read("not json")).isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> dialect.read("{\"no\":\"type\"}"))
                .isInstanceOf(WireFormatException.class);
    }

    @Test
    void theBetasSessionIsFlat() {
        JsonNode session = written(Dialect.beta(), Frames.update()).getFirst().path("session");

        assertThat(session)
                .isEqualTo(
                        json(
                                """
                                {"instructions":"Be brief.","modalities":["text","audio"],"voice":"cove",
                                 "input_audio_format":"pcm16","output_audio_format":"pcm16",
                                 "input_audio_transcription":{"model":"gpt-4o-mini-transcribe"},
                                 "input_audio_noise_reduction":{"type":"near_field"},
                                 "turn_detection":{"type":"server_vad","create_response":true},
                                 "tools":[{"type":"function","name":"background_agent"}],"tool_choice":"auto"}
                                """));
    }

    @Test
    void theBetaHasOlderNamesForWhatTheAssistantSaid() {
        List<JsonNode> frames = written(Dialect.beta(), Frames.message("assistant", "x"));

        assertThat(frames.getFirst().at("/item/content/0/type").asText()).isEqualTo("text");
        assertThat(written(Dialect.beta(), new ClientEvent.AudioCommit(null))).hasSize(1);
    }
}
