package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.config.Secret;
import dev.sidetone.provider.Capabilities.CallBody;
import dev.sidetone.wire.WireCodec;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses, as Codex makes them of a base URL. */
class UpstreamTest {

    private static Upstream at(String base) {
        return TestProviders.upstream(TestProviders.at(base));
    }

    private static Upstream at(String base, String callBase, String socketBase) {
        ModelProvider provider = TestProviders.at(base);
        return Upstream.of(
                provider,
                base,
                Optional.of(callBase).filter(t -> !t.isEmpty()).map(URI::create),
                Optional.of(socketBase).filter(t -> !t.isEmpty()).map(URI::create));
    }

    @ParameterizedTest
    @CsvSource({
        "http://h, ws://h/v1/realtime",
        "http://h/, ws://h/v1/realtime",
        "https://h/v1, wss://h/v1/realtime",
        "https://h/openai/v1/, wss://h/openai/v1/realtime",
        "ws://h/v1/realtime, ws://h/v1/realtime",
        "wss://h/v1/realtime/, wss://h/v1/realtime",
        "wss://h/custom/path, wss://h/custom/path"
    })
    void aSocketsPathIsMadeOfTheBase(String base, String socket) {
        assertThat(at("http://x/v1", "", base).socketFor(TestProviders.terms(Version.V2, "m")))
                .hasToString(socket + "?model=m");
    }

    @ParameterizedTest
    @CsvSource({
        "http://h, ws://h/v1/live",
        "http://h/v1, ws://h/v1/live",
        "http://h/v1/, ws://h/v1/live",
        "http://h/v1/realtime, ws://h/v1/live",
        "http://h/other, ws://h/other"
    })
    void v3HasAPathOfItsOwn(String base, String socket) {
        assertThat(at("http://x/v1", "", base).socketFor(TestProviders.terms(Version.V3, "m")))
                .hasToString(socket + "?model=m");
        assertThat(at("http://x/v1", "", base).sideband(Version.V3, "rtc_a/b"))
                .hasToString(socket + "/rtc_a%2Fb");
    }

    @Test
    void v1SaysItsIntent() {
        Upstream upstream = at("https://h/v1");

        assertThat(upstream.socketFor(TestProviders.terms(Version.V1, "snapshot")))
                .hasToString("wss://h/v1/realtime?intent=quicksilver&model=snapshot");
        assertThat(upstream.sideband(Version.V1, "rtc_1"))
                .hasToString("wss://h/v1/realtime?intent=quicksilver&call_id=rtc_1");
        assertThat(upstream.calls(Version.V1, "m", CallBody.MULTIPART))
                .hasToString("https://h/v1/realtime/calls?intent=quicksilver&architecture=avas");
    }

    /** Their model-based address opens conversations, and takes no session of the other type. */
    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, wss://api.openai.com/v1/realtime?intent=transcription",
        "https://x.openai.azure.com/openai/v1, wss://x.openai.azure.com/openai/v1/realtime?intent=transcription",
        "http://h/v1, ws://h/v1/realtime?model=m"
    })
    void aTranscriptionSocketIsOpenedByItsIntentWhereThatIsTheWay(String base, String socket) {
        assertThat(at(base).socketFor(TestProviders.transcribing())).hasToString(socket);
    }

    /** The form of the base in which Codex's configurations have it. */
    @ParameterizedTest
    @CsvSource({
        "https://x.openai.azure.com/openai",
        "https://x.openai.azure.com/openai/",
        "https://x.openai.azure.com"
    })
    void azuresClassicBaseMeansItsGaAddresses(String base) {
        Upstream upstream =
                TestProviders.upstream(
                        TestProviders.with(
                                base,
                                Map.of(),
                                Map.of("api-version", new Secret("2025-04-01-preview")),
                                0,
                                ModelProvider.CallBody.MULTIPART));
        String at = "//x.openai.azure.com/openai/v1/realtime";

        assertThat(upstream.socketFor(TestProviders.terms(Version.V2, "my-gpt")))
                .hasToString("wss:" + at + "?model=my-gpt");
        assertThat(upstream.socketFor(TestProviders.transcribing()))
                .hasToString("wss:" + at + "?intent=transcription");
        assertThat(upstream.sideband(Version.V2, "rtc_1"))
                .hasToString("wss:" + at + "?call_id=rtc_1");
        assertThat(upstream.calls(Version.V2, "my-gpt", CallBody.MULTIPART))
                .hasToString("https:" + at + "/calls");
        assertThat(upstream.hangUp("rtc_1")).hasToString("https:" + at + "/calls/rtc_1/hangup");
    }

    @Test
    void azuresNewBaseKeepsTheVersionThatIsAskedFor() {
        Upstream upstream =
                TestProviders.upstream(
                        TestProviders.with(
                                "https://x.openai.azure.com/openai/v1",
                                Map.of(),
                                Map.of("api-version", new Secret("preview")),
                                0,
                                ModelProvider.CallBody.MULTIPART));

        assertThat(upstream.calls(Version.V2, "m", CallBody.MULTIPART))
                .hasToString(
                        "https://x.openai.azure.com/openai/v1/realtime/calls?api-version=preview");
    }

    @ParameterizedTest
    @CsvSource({
        "https://x.openai.azure.com/openai",
        "https://x.openai.azure.com/openai/v1",
        "https://x.openai.azure.com"
    })
    void azuresBetaNamesADeploymentAndAVersion(String base) {
        Upstream upstream = TestProviders.upstream(TestProviders.beta(base));

        assertThat(upstream.socketFor(TestProviders.terms(Version.V2, "my-gpt")))
                .hasToString(
                        "wss://x.openai.azure.com/openai/realtime?deployment=my-gpt&api-version=2025-04-01-preview");
    }

    /** Codex's contract: the shape of a call follows the base at which it is made. */
    @Test
    void aCallAtTheBackendHasItsShapeWhereverTheProviderIs() {
        Upstream upstream =
                at("https://api.openai.com/v1", "https://chatgpt.com/backend-api/codex", "");
        String calls = "https://chatgpt.com/backend-api/codex/realtime/calls";
        String avas = "?intent=quicksilver&architecture=avas";

        assertThat(upstream.capabilities().body()).isEqualTo(CallBody.JSON);
        assertThat(upstream.calls(Version.V1, "m", CallBody.JSON)).hasToString(calls + avas);
        assertThat(upstream.calls(Version.V3, "m", CallBody.JSON)).hasToString(calls + avas);
        assertThat(upstream.capabilities().webRtc())
                .containsExactlyInAnyOrder(Version.V1, Version.V3);
        assertThat(upstream.modelBeside("m")).isEmpty();
        assertThat(upstream.family()).isEqualTo(Family.OPENAI);
    }

    @Test
    void aCallAtAnotherBaseThanTheBackendHasTheUsualShape() {
        Upstream upstream =
                at("https://chatgpt.com/backend-api/codex", "https://api.openai.com/v1", "");

        assertThat(upstream.capabilities().body()).isEqualTo(CallBody.MULTIPART);
        assertThat(upstream.calls(Version.V2, "m", CallBody.MULTIPART))
                .hasToString("https://api.openai.com/v1/realtime/calls");
        assertThat(upstream.calls(Version.V3, "m", CallBody.MULTIPART))
                .hasToString("https://api.openai.com/v1/live");
        assertThat(upstream.capabilities().webRtc()).containsExactlyInAnyOrder(Version.values());
        assertThat(upstream.modelBeside("m")).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource({
        "https://chatgpt.com/backend-api/codex, application/json",
        "https://calls/v1, multipart/form-data"
    })
    void theContentTypeFollowsTheCallBase(String callBase, String type) {
        CallBody body = at("https://api.openai.com/v1", callBase, "").capabilities().body();

        assertThat(OfferBody.of(body, "v=0", WireCodec.json().createObjectNode(), "").contentType())
                .startsWith(type);
    }

    @Test
    void v2SaysNone() {
        Upstream upstream = at("https://h/v1");

        assertThat(upstream.sideband(Version.V2, "rtc_1"))
                .hasToString("wss://h/v1/realtime?call_id=rtc_1");
        assertThat(upstream.calls(Version.V2, "m", CallBody.MULTIPART))
                .hasToString("https://h/v1/realtime/calls");
        assertThat(upstream.hangUp("rtc_1"))
                .hasToString("https://h/v1/realtime/calls/rtc_1/hangup");
    }

    @Test
    void v3CallsAreMadeAtLiveButNotAtABackend() {
        assertThat(at("https://h/v1").calls(Version.V3, "m", CallBody.MULTIPART))
                .hasToString("https://h/v1/live");
        assertThat(
                        at("https://chatgpt.com/backend-api/codex")
                                .calls(Version.V3, "m", CallBody.JSON))
                .hasToString(
                        "https://chatgpt.com/backend-api/codex/realtime/calls?intent=quicksilver&architecture=avas");
    }

    @Test
    void eachBaseCanBeReplaced() {
        Upstream upstream = at("https://h/v1", "https://calls/v1", "https://sockets");

        assertThat(upstream.calls(Version.V1, "m", CallBody.MULTIPART).getHost())
                .isEqualTo("calls");
        assertThat(upstream.sideband(Version.V1, "rtc_1").getHost()).isEqualTo("sockets");
        assertThat(upstream.socketFor(TestProviders.terms(Version.V1, "m")).getHost())
                .isEqualTo("sockets");
    }

    /** Codex sends it, key and all, to api.openai.com. */
    @Test
    void aSidebandGoesToTheProviderOfItsCall() {
        assertThat(at("https://mine/v1").sideband(Version.V1, "rtc_1").getHost()).isEqualTo("mine");
        assertThat(at("https://chatgpt.com/backend-api/codex").sideband(Version.V1, "rtc_1"))
                .hasToString("wss://api.openai.com/v1/realtime?intent=quicksilver&call_id=rtc_1");
    }

    @Test
    void queryParametersGoWithEveryRequestExceptWhatIsTheCalls() {
        var provider =
                TestProviders.with(
                        "https://h/v1",
                        Map.of(),
                        Map.of(
                                "api-version", new Secret("2 5"),
                                "intent", new Secret("x"),
                                "model", new Secret("y")),
                        0,
                        ModelProvider.CallBody.MULTIPART);
        Upstream upstream = TestProviders.upstream(provider);

        assertThat(upstream.socketFor(TestProviders.terms(Version.V2, "m")))
                .hasToString("wss://h/v1/realtime?model=m&api-version=2%205");
        assertThat(upstream.calls(Version.V2, "m", CallBody.MULTIPART))
                .hasToString("https://h/v1/realtime/calls?api-version=2%205");
    }

    @ParameterizedTest
    @CsvSource({".", ".."})
    void aPathThatLeavesItsPlaceIsNoCallId(String id) {
        assertThatThrownBy(() -> at("https://h/v1").sideband(Version.V3, id))
                .hasMessage("invalid realtime call id: " + id);
    }

    @Test
    void aBareOfferSaysItsModelInTheAddress() {
        assertThat(at("http://h/v1").calls(Version.V2, "m 1", CallBody.SDP))
                .hasToString("http://h/v1/realtime/calls?model=m%201");
    }
}
