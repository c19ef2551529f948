package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.session.Given.Talk;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How sure the recogniser was, and of what language. */
class RecognisedTest {

    private static final CallPolicy WRITES_DOWN = CallPolicy.USUAL.of(Type.TRANSCRIPTION);

    private static ItemDetails details(String more) throws Exception {
        return Recognised.details(
                (ServerEvent.TranscriptionCompleted)
                        WireCodec.readServer(
                                "{\"type\":\"conversation.item.input_audio_transcription.completed\",\"event_id\":\"e\",\"item_id\":\"u\",\"content_index\":0,\"transcript\":\"where\"%s}"
                                        .formatted(more)));
    }

    @Property
    void confidenceIsTheGeometricMeanOfTheProbabilities(
            @ForAll @NotEmpty List<@DoubleRange(min = 0.01, max = 1) Double> chances)
            throws Exception {
        ArrayNode logprobs = WireCodec.json().createArrayNode();
        chances.forEach(p -> logprobs.addObject().put("token", "t").put("logprob", Math.log(p)));
        double product =
                chances.stream().reduce(1.0, (a, b) -> a * Math.pow(b, 1.0 / chances.size()));

        double sure = details(",\"logprobs\":" + logprobs).confidence().orElseThrow();

        assertThat(sure).isBetween(0.0, 1.0).isCloseTo(product, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"logprobs\":null",
                ",\"logprobs\":[]",
                ",\"logprobs\":7",
                ",\"logprobs\":[{\"token\":\"a\"}]",
                ",\"logprobs\":[{\"logprob\":\"-0.1\"}]",
                ",\"languages\":[]",
                ",\"languages\":\"de\"",
                ",\"languages\":[{\"code\":\"\"}]",
                ",\"languages\":[{\"code\":\"und\"}]",
                ",\"languages\":[{\"code\":\"no such tag\"}]"
            })
    void whatIsSaidInAnotherShapeIsNotSaid(String more) throws Exception {
        assertThat(details(more)).isEqualTo(ItemDetails.NONE);
    }

    @Test
    void aLogprobAboveNothingCountsAsCertain() throws Exception {
        assertThat(details(",\"logprobs\":[{\"logprob\":1e-7}]").confidence()).contains(1.0);
    }

    @Test
    void languageIsTheFirstThatIsNamed() throws Exception {
        assertThat(details(",\"languages\":[{\"code\":\"pt-br\"},{\"code\":\"en\"}]").language())
                .contains("pt-BR");
    }

    @Test
    void whatIsKnownIsWrittenWithTheWordsAndTheClient() throws Exception {
        CallSpec spec =
                Given.spec(
                        new Transport.Socket(),
                        Modality.AUDIO,
                        CallPolicy.USUAL,
                        CallOptions.USUAL.withStarter(new Starter("Phone", "")));
        JsonNode logprobs = WireCodec.json().readTree("[{\"logprob\":-0.5},{\"logprob\":-1.5}]");
        JsonNode languages = WireCodec.json().readTree("[{\"code\":\"de\"}]");
        Talk talk =
                new Talk(new CallMachine(spec))
                        .hears(
                                new ServerEvent.TranscriptionCompleted(
                                        "e", "u1", 0, "wo ist es", null, languages, logprobs));

        ItemDetails known =
                Given.written(talk.all).stream()
                        .filter(item -> item.itemId().equals("u1"))
                        .findFirst()
                        .orElseThrow()
                        .details();

        assertThat(known.language()).contains("de");
        assertThat(known.confidence().orElseThrow()).isCloseTo(Math.exp(-1), within(1e-12));
        assertThat(known.device()).contains("Phone");
    }

    private static JsonNode session(Version version, CallPolicy policy, boolean tells) {
        CallSpec spec =
                Given.spec(
                        new Transport.Socket(),
                        Modality.AUDIO,
                        version,
                        Given.capabilities(true, tells),
                        policy,
                        CallOptions.USUAL);
        return ((ClientEvent.SessionUpdate)
                        SessionBody.update(spec, TurnDetection.OPEN, Briefing.NONE))
                .session();
    }

    @Test
    void theProvidersOwnRecogniserAndFormatAreAskedFor() {
        JsonNode session = session(Version.V2, CallPolicy.USUAL, false);

        assertThat(session.at("/audio/input/transcription/model").asText())
                .isEqualTo("transcriber");
        assertThat(session.at("/audio/input/format/type").asText()).isEqualTo("audio/pcm");
    }

    @Test
    void aCallThatNamesNoVoiceHasOneOfItsProvider() {
        CallSpec spec =
                CallSpec.of(
                        Given.CONVERSATION,
                        "call-1",
                        Given.request(new Transport.Socket(), Modality.AUDIO),
                        new CallDefaults("m", "marin"),
                        Given.speaking(List.of("af_heart", "am_adam")),
                        0);

        JsonNode session =
                ((ClientEvent.SessionUpdate)
                                SessionBody.update(spec, TurnDetection.OPEN, Briefing.NONE))
                        .session();

        assertThat(session.at("/audio/output/voice").asText()).isEqualTo("af_heart");
    }

    @Test
    void onlyAServerThatKnowsHowIsAskedInV2() {
        for (CallPolicy policy : List.of(CallPolicy.USUAL, WRITES_DOWN)) {
            assertThat(session(Version.V2, policy, true).path("include").toString())
                    .isEqualTo("[\"item.input_audio_transcription.logprobs\"]");
            assertThat(session(Version.V2, policy, false).has("include")).isFalse();
        }
        assertThat(session(Version.V1, CallPolicy.USUAL, true).has("include")).isFalse();
        assertThat(session(Version.V3, CallPolicy.USUAL, true).has("include")).isFalse();
    }
}
