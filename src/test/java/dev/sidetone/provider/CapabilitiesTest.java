package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeOffer;
import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.config.Secret;
import dev.sidetone.provider.CallShape.Link;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before the call, in the words that Codex's clients know. */
class CapabilitiesTest {

    private static final String BACKEND = "https://chatgpt.com/backend-api/codex";
    private static final String AZURE = "https://my.openai.azure.com/openai/v1";

    private static Capabilities of(String base) {
        ModelProvider provider = TestProviders.at(base);
        return Family.of(provider).capabilities(provider);
    }

    private static CallShape shape(Version version, Link link) {
        return new CallShape(version, link, Type.CONVERSATIONAL, false);
    }

    private static Optional<String> refusal(String base, CallShape shape) {
        return of(base).refusal(shape, VoiceSets.usual(shape.version()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, OPENAI",
        "https://chatgpt.com/backend-api/codex, BACKEND",
        "https://my.openai.azure.com/openai/v1, AZURE",
        "https://my.services.ai.azure.com/openai/v1, AZURE",
        "http://127.0.0.1:8080/v1, COMPATIBLE"
    })
    void aProviderIsKnownByItsBase(String base, Family family) {
        assertThat(Family.of(TestProviders.at(base))).isEqualTo(family);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, true",
        "https://chatgpt.com/backend-api/codex, false",
        "https://my.openai.azure.com/openai/v1, false",
        "http://127.0.0.1:8080/v1, false"
    })
    void onlyWhoIsKnownToTellIsAskedHowSureItWas(String base, boolean asked) {
        assertThat(of(base).logprobs()).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({"WEBRTC", "EXISTING_CALL"})
    void theBackendMakesNoCallsInV2(Link link) {
        assertThat(refusal(BACKEND, shape(Version.V2, link)))
                .contains("AVAS realtime calls require realtime v1 or v3");
        assertThat(refusal(BACKEND, shape(Version.V1, link))).isEmpty();
        assertThat(refusal(BACKEND, shape(Version.V3, link))).isEmpty();
        assertThat(of(BACKEND).version(link, Version.V2)).isEqualTo(Version.V1);
        assertThat(of(BACKEND).version(Link.WEBSOCKET, Version.V2)).isEqualTo(Version.V2);
    }

    @Test
    void theBackendMakesNoTranscriptionCalls() {
        var shape = new CallShape(Version.V1, Link.WEBRTC, Type.TRANSCRIPTION, false);

        assertThat(refusal(BACKEND, shape))
                .contains("AVAS realtime calls require conversational realtime");
    }

    @Test
    void azureSpeaksV2OnlyAndSaysSo() {
        assertThat(refusal(AZURE, shape(Version.V2, Link.WEBRTC))).isEmpty();
        assertThat(refusal(AZURE, shape(Version.V3, Link.WEBSOCKET)))
                .hasValueSatisfying(words ->
                        assertThat(words)
                                .startsWith(
                                        "Mine does not speak realtime v3 over WebSocket; it speaks v2,"));
        assertThat(of(AZURE).sessionCap()).contains(Duration.ofMinutes(30));
    }

    @ParameterizedTest
    @CsvSource({"V1", "V3"})
    void textIsForV2(Version version) {
        var shape = new CallShape(version, Link.WEBSOCKET, Type.CONVERSATIONAL, true);

        assertThat(refusal("http://h/v1", shape))
                .contains("text realtime output modality requires realtime v2");
    }

    @ParameterizedTest
    @CsvSource({
        "V1, marin, realtime voice `marin` is not supported for v1; supported voices: juniper",
        "V2, cove, realtime voice `cove` is not supported for v2; supported voices: alloy",
        "V3, cedar, realtime voice `cedar` is not supported for v3; supported voices: juniper"
    })
    void aVoiceIsOfAVersion(Version version, String voice, String words) {
        assertThat(of("http://h/v1").refusal(shape(version, Link.WEBSOCKET), voice).orElseThrow())
                .startsWith(words);
    }

    /** A compatible server has voices, a recogniser and a patience of its own. */
    @Test
    void whatATableSaysOfItsProviderCounts() {
        ModelProvider provider =
                TestProviders.offering(
                        "http://h/v1",
                        new RealtimeOffer(
                                Set.of(Version.V2),
                                Set.of(),
                                List.of("af_heart", "am_adam"),
                                Optional.of("whisper-1"),
                                Optional.of(Duration.ofMinutes(8))));
        Capabilities own = Family.of(provider).capabilities(provider);
        CallShape shape = shape(Version.V2, Link.WEBSOCKET);

        assertThat(own.refusal(shape, "am_adam")).isEmpty();
        assertThat(own.refusal(shape, "marin").orElseThrow())
                .endsWith("supported voices: af_heart, am_adam");
        assertThat(own.voice(Version.V2, Optional.of("am_adam"))).isEqualTo("am_adam");
        assertThat(own.voice(Version.V2, Optional.of("cedar"))).isEqualTo("af_heart");
        assertThat(own.transcriber()).isEqualTo("whisper-1");
        assertThat(own.sessionCap()).contains(Duration.ofMinutes(8));
        assertThat(own.modalities()).contains(Capabilities.Modality.TEXT);
        assertThat(own.audioFormats()).containsExactly("audio/pcm");
        assertThat(of("http://h/v1").voice(Version.V1, Optional.of("cedar"))).isEqualTo("cove");
    }

    @Test
    void aProviderThatWantsAKeyIsNotAskedWithoutOne() {
        var plain = TestProviders.at("https://h/v1");
        var keyless = TestProviders.keyless(plain, "MY_KEY", Map.of());
        var withHeader =
                TestProviders.keyless(
                        plain, "MY_KEY", Map.of("Authorization", new Secret("Bearer x")));
        var wantsNone = TestProviders.keyless(plain, "", Map.of());

        assertThat(key(keyless).orElseThrow())
                .startsWith("realtime conversation requires API key auth")
                .contains("MY_KEY");
        assertThat(key(withHeader)).isEmpty();
        assertThat(key(wantsNone)).isEmpty();
    }

    private static Optional<String> key(ModelProvider provider) {
        return Family.of(provider)
                .capabilities(provider)
                .refusal(shape(Version.V2, Link.WEBSOCKET), "marin");
    }
}
