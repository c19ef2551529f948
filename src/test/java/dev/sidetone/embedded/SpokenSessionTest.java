package dev.sidetone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.embedded.SpeechRecognizer.Urgency;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.RealtimeResponse;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Audio in and out over a WebSocket, step by step. */
class SpokenSessionTest {

    private static final int RATE = 24_000;

    private final SessionTestBed bed = new SessionTestBed();

    private void quiet(double seconds) {
        bed.hear(Sounds.noise(3, seconds, RATE, 0.0005));
    }

    private void speak(double seconds) {
        bed.hear(Sounds.voice(42, seconds, RATE, 150, 0.3));
    }

    /** A turn of a second whose text is known by the guess made in the pause. */
    private void turn(String text) {
        quiet(0.5);
        speak(1);
        quiet(0.5);
        bed.work.hear(Urgency.SPECULATIVE, text);
    }

    @Test
    void aSessionThatWritesDownAnswersNothing() {
        bed.configure(
                """
                {"type":"transcription","audio":{"input":{"format":{"type":"audio/pcm","rate":24000}}}}
                """);
        bed.events.clear();

        turn("Hello");

        assertThat(bed.take())
                .containsExactly(
                        "input_audio_buffer.speech_started",
                        "input_audio_buffer.speech_stopped",
                        "input_audio_buffer.committed",
                        "conversation.item.added",
                        "conversation.item.done",
                        "conversation.item.input_audio_transcription.completed");
        assertThat(bed.send("{\"type\":\"response.create\"}")).isNotEmpty();
        assertThat(bed.take()).isEmpty();
    }

    private JsonNode completed(String include) {
        bed.configure(
                """
                {"type":"transcription","audio":{"input":{"format":{"type":"audio/pcm","rate":24000}}},
                 "include":%s}
                """
                        .formatted(include));
        var evidence =
                new SpeechRecognizer.Evidence(
                        List.of(
                                new SpeechRecognizer.Token("Gr", List.of(71, 114), -0.25),
                                new SpeechRecognizer.Token("üß", List.of(195, 188, 195, 159), -1)),
                        Optional.of("de"));
        quiet(0.5);
        speak(1);
        quiet(0.5);
        bed.work.hear(Urgency.SPECULATIVE, "Grüß", evidence);
        return SessionTestBed.tree(bed.only(ServerEvent.TranscriptionCompleted.class));
    }

    @Test
    void whoAsksIsToldHowLikelyEachTokenWas() {
        JsonNode event = completed("[\"item.input_audio_transcription.logprobs\"]");

        assertThat(event.path("logprobs").toString())
                .isEqualTo(
                        "[{\"token\":\"Gr\",\"logprob\":-0.25,\"bytes\":[71,114]},"
                                + "{\"token\":\"üß\",\"logprob\":-1.0,\"bytes\":[195,188,195,159]}]");
        assertThat(event.path("languages").toString()).isEqualTo("[{\"code\":\"de\"}]");
    }

    @Test
    void whoDoesNotAskIsNotTold() {
        assertThat(completed("null").has("logprobs")).isFalse();
    }

    @Test
    void aSpokenTurnHasTheOrderOfTheProtocol() {
        bed.configure(
                """
                {"type":"realtime","audio":{"input":{"transcription":{"model":"whisper-1"}}}}
                """);
        bed.events.clear();

        turn("Hello");

        assertThat(bed.take())
                .containsExactly(
                        "input_audio_buffer.speech_started",
                        "input_audio_buffer.speech_stopped",
                        "input_audio_buffer.committed",
                        "conversation.item.added",
                        "conversation.item.done",
                        "conversation.item.input_audio_transcription.completed",
                        "response.created",
                        "response.output_item.added",
                        "conversation.item.added",
                        "response.content_part.added",
                        "response.output_audio_transcript.delta");

        bed.work.speakNext();
        bed.work.speakNext();

        assertThat(bed.take().stream().distinct())
                .containsExactly(
                        "response.output_audio.delta",
                        "sidetone.turn.timing",
                        "response.output_audio_transcript.delta",
                        "response.output_audio.done",
                        "response.output_audio_transcript.done",
                        "response.content_part.done",
                        "conversation.item.done",
                        "response.output_item.done",
                        "response.done",
                        "rate_limits.updated");
    }

    @Test
    void theItemOfATurnIsAnnouncedWithATranscriptKey() {
        turn("Hello");

        Item.Message added =
                SessionTestBed.message(
                        bed.events.stream()
                                .filter(ServerEvent.ItemAdded.class::isInstance)
                                .map(e -> ((ServerEvent.ItemAdded) e).item())
                                .findFirst()
                                .orElseThrow());
        assertThat(SessionTestBed.tree(new ServerEvent.ItemAdded("e", null, added)).toString())
                .contains("\"transcript\":null");
    }

    @Test
    void positionsAreMultiplesOfTheWindow() {
        turn("Hello");

        assertThat(bed.only(ServerEvent.SpeechStarted.class).audioStartMs() % 32).isZero();
        assertThat(bed.only(ServerEvent.SpeechStopped.class).audioEndMs() % 32).isZero();
        assertThat(bed.only(ServerEvent.SpeechStarted.class).audioStartMs()).isBetween(160L, 320L);
    }

    @Test
    void aTurnWithoutWordsBecomesNoItemAndNoResponse() {
        turn("");

        assertThat(bed.types())
                .containsExactly(
                        "input_audio_buffer.speech_started",
                        "input_audio_buffer.speech_stopped",
                        "input_audio_buffer.cleared");
    }

    @Test
    void aGuessIsForgottenWhenThePersonGoesOn() {
        quiet(0.5);
        speak(1);
        quiet(0.16);
        speak(1);
        quiet(0.5);
        assertThat(bed.work.givenUp).isNotEmpty();
        bed.work.givenUp.forEach(late -> late.then().accept(new Work.Hearing.Text("where is")));
        assertThat(bed.types()).doesNotContain("response.created");

        bed.work.hear(Urgency.SPECULATIVE, "Hello");

        assertThat(bed.types()).contains("response.created");
    }

    @Test
    void theGuessIsUsedAsTheTextOfTheTurn() {
        turn("Hello");

        assertThat(bed.work.listenings).isEmpty();
        assertThat(bed.types()).contains("response.created");
    }

    @Test
    void aPersonWhoSpeaksAgainBeforeTheTextIsKnownGetsOneAnswer() {
        quiet(0.5);
        speak(1);
        quiet(0.4);
        speak(1);
        bed.work.hear(Urgency.SPECULATIVE, "Hello");
        assertThat(bed.types()).doesNotContain("response.created");
        quiet(0.5);
        bed.work.hear(Urgency.SPECULATIVE, "");

        assertThat(bed.types()).containsOnlyOnce("response.created");
    }

    @Test
    void bargeInCancelsTheResponse() {
        turn("help");
        bed.work.speakNext();
        bed.events.clear();

        bed.hear(Sounds.voice(99, 4, RATE, 230, 0.9));

        List<String> types = bed.types();
        assertThat(types)
                .containsSubsequence(
                        "input_audio_buffer.speech_started",
                        "response.output_audio.done",
                        "conversation.item.done",
                        "response.output_item.done",
                        "response.done");
        assertThat(bed.done().response().status()).isEqualTo("cancelled");
        assertThat(bed.done().response().statusDetails())
                .isEqualTo(new RealtimeResponse.StatusDetails("cancelled", "turn_detected", null));
        assertThat(types.indexOf("input_audio_buffer.speech_started"))
                .isGreaterThan(types.lastIndexOf("response.output_audio.delta"));
    }

    @Test
    void withoutInterruptTheAssistantGoesOn() {
        bed.configure(
                """
                {"type":"realtime","audio":{"input":{"turn_detection":{"type":"server_vad",
                 "interrupt_response":false}}}}
                """);
        turn("help");
        bed.work.speakNext();
        bed.events.clear();
        bed.work.now += 60_000;

        speak(1);
        quiet(0.5);

        assertThat(bed.types()).doesNotContain("response.done");
    }

    @Test
    void wordsHeardBackAreNoTurn() {
        turn("help");
        bed.work.speakNext();
        bed.work.speakNext();
        bed.events.clear();
        bed.work.now += 1_000;
        bed.hear(Sounds.voice(99, 1, RATE, 230, 0.9));
        quiet(0.5);
        bed.work.hearAll("I can greet you");

        assertThat(bed.types())
                .containsSubsequence(
                        "input_audio_buffer.speech_started", "input_audio_buffer.cleared")
                .doesNotContain("input_audio_buffer.committed");
    }

    @Test
    void captionsShowOnlyWhatTwoPassesAgreeOn() {
        bed.configure(
                """
                {"type":"realtime","audio":{"input":{"transcription":{"model":"whisper-1"}}}}
                """);
        quiet(0.5);
        speak(2.3);
        bed.work.hear(Urgency.PARTIAL, "where is a session");
        speak(2.3);
        bed.work.hear(Urgency.PARTIAL, "where is the session manager");
        speak(2.3);
        bed.work.hear(Urgency.PARTIAL, "Where is the session manager defined");

        assertThat(
                        bed.events.stream()
                                .filter(ServerEvent.TranscriptionDelta.class::isInstance)
                                .map(e -> ((ServerEvent.TranscriptionDelta) e).delta()))
                .containsExactly("where is", " the session manager");
    }

    @Test
    void theVocabularyOfTheSessionReachesTheRecogniser() {
        bed.configure(
                """
                {"type":"realtime","audio":{"input":{"transcription":{"model":"whisper-1",
                 "language":"de","keywords":["SessionManager"],"prompt":"parseConfig, src/main"}}}}
                """);
        quiet(0.5);
        speak(1);
        quiet(0.2);

        var request = bed.work.listenings.getFirst().request();
        assertThat(request.vocabulary())
                .containsExactly("SessionManager", "parseConfig", "src/main");
        assertThat(request.language()).isEqualTo("de");
    }

    @Test
    void aManualCommitIsAnnouncedAtOnceAndItsResponseWaitsForTheWords() {
        bed.configure("{\"type\":\"realtime\",\"audio\":{\"input\":{\"turn_detection\":null}}}");
        bed.events.clear();
        quiet(0.3);
        speak(1);
        assertThat(bed.send("{\"type\":\"input_audio_buffer.commit\"}")).isEmpty();
        assertThat(bed.send("{\"type\":\"response.create\"}")).isEmpty();

        assertThat(bed.take())
                .containsExactly(
                        "input_audio_buffer.committed",
                        "conversation.item.added",
                        "conversation.item.done",
                        "response.created");

        bed.work.hear(Urgency.FINAL, "Hello");

        assertThat(bed.types()).contains("response.output_audio_transcript.delta");
    }

    @Test
    void anEmptyCommitIsRefusedWithTheLengthItHas() {
        quiet(0.064);

        assertThat(bed.send("{\"type\":\"input_audio_buffer.commit\",\"event_id\":\"c1\"}"))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("input_audio_buffer_commit_empty");
                    assertThat(error.eventId()).isEqualTo("c1");
                });
    }

    @Test
    void aSilentCommitMakesNoUserItem() {
        bed.configure("{\"type\":\"realtime\",\"audio\":{\"input\":{\"turn_detection\":null}}}");
        bed.events.clear();
        quiet(1);
        bed.send("{\"type\":\"input_audio_buffer.commit\"}");

        assertThat(bed.take())
                .containsExactly(
                        "input_audio_buffer.committed",
                        "conversation.item.added",
                        "conversation.item.done",
                        "conversation.item.deleted");
    }

    @Test
    void withoutModelsAudioIsRefusedOnceAndTextWorks() {
        bed.work.readiness =
                new SpeechReadiness.Unavailable(
                        "Models are switched off.", "Switch them on.", false);

        speak(1);

        assertThat(bed.only(ServerEvent.ErrorEvent.class).error())
                .extracting(WireError::code, WireError::message)
                .containsExactly(
                        "speech_unavailable",
                        "Audio cannot be heard: Models are switched off. Switch them on.");
        bed.events.clear();
        bed.say("Hello");
        bed.send("{\"type\":\"response.create\"}");
        assertThat(bed.types())
                .contains("response.output_audio_transcript.done")
                .doesNotContain("response.output_audio.delta");
        assertThat(bed.done().response().status()).isEqualTo("completed");
    }

    @Test
    void aBrokenVoiceFailsTheResponseAndLeavesTheSessionUsable() {
        bed.say("Hello");
        bed.send("{\"type\":\"response.create\"}");
        bed.work.failNext();

        assertThat(bed.done().response().status()).isEqualTo("failed");
        assertThat(bed.done().response().usage()).isNotNull();
        bed.events.clear();
        bed.send("{\"type\":\"response.create\"}");
        assertThat(bed.types()).contains("response.created");
    }

    @Test
    void truncationCutsTheTextToWhatWasHeard() {
        bed.say("help");
        bed.send("{\"type\":\"response.create\"}");
        while (!bed.work.speeches.isEmpty()) {
            bed.work.speakNext();
        }
        String id = String.valueOf(bed.done().response().output().getFirst().id());
        String truncate =
                "{\"type\":\"conversation.item.truncate\",\"item_id\":\"%s\",\"content_index\":0,"
                        + "\"audio_end_ms\":%d}";

        assertThat(bed.send(truncate.formatted(id, 900_000)))
                .singleElement()
                .extracting(WireError::code)
                .isEqualTo("invalid_value");
        assertThat(bed.send(truncate.formatted(id, 1_000))).isEmpty();
        bed.send("{\"type\":\"conversation.item.retrieve\",\"item_id\":\"" + id + "\"}");

        var retrieved = (ServerEvent.ItemRetrieved) bed.answer();
        assertThat(Phrases.HELP_ALONE).startsWith(SessionTestBed.message(retrieved.item()).words());
        assertThat(Phrasing.words(SessionTestBed.message(retrieved.item()).words()))
                .isBetween(1, 4);
    }
}
