package dev.sidetone.appserver;

import static dev.sidetone.appserver.HostedProvider.start;
import static dev.sidetone.appserver.HostedProvider.started;
import static dev.sidetone.appserver.HostedProvider.stop;
import static dev.sidetone.appserver.HostedProvider.webRtc;
import static dev.sidetone.appserver.HostedProvider.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.provider.TestUpstream;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls of a JSON-RPC client with a hosted provider that a test plays, in every version and over
 * both transports: what goes upstream and what the client is told.
 */
@QuarkusTest
class HostedCallTest extends HostedCalls {

    private static final String OWN_CALL = "{\"type\":\"existingCall\",\"callId\":\"rtc_own\"}";

    @ParameterizedTest
    @EnumSource
    void aCallOverWebSocketCarriesSoundWordsAndWork(HostedVersion version) {
        try (var client = RpcClient.initialized(base)) {
            String thread = started(client, version, "{\"type\":\"websocket\"}");
            assertThat(upstream.requests).allMatch(r -> r.method().equals("GET"));
            assertThat(upstream.upgrades()).hasSize(1);
            assertThat(upstream.upgrades().getFirst()).startsWith(version.socketPath());
            assertThat(hosted.frame("session.update").path("session").has("instructions")).isTrue();

            ObjectNode sound = RpcClient.object().put("threadId", thread);
            sound.putObject("audio")
                    .put("data", "AAA=")
                    .put("sampleRate", 24_000)
                    .put("numChannels", 1);
            client.result("thread/realtime/appendAudio", sound);
            assertThat(hosted.frame(version.soundFrame).path("audio").asText()).isEqualTo("AAA=");

            upstream.says(version.sound);
            assertThat(client.told("thread/realtime/outputAudio/delta").at("/audio/data").asText())
                    .isEqualTo("AAAA");
            work(client, version);
            stop(client, thread);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallOverWebRtcIsAnsweredJoinedAndWorkedFor(HostedVersion version) {
        try (var client = RpcClient.initialized(base)) {
            String thread = started(client, version, webRtc());
            assertThat(client.told("thread/realtime/sdp").path("sdp").asText())
                    .isEqualTo("v=0 answer");
            assertThat(hosted.posted().uri()).isEqualTo(version.callPath());
            assertThat(hosted.posted().body()).contains(HostedProvider.OFFER);
            assertThat(hosted.posted().header("authorization")).isEqualTo("Bearer sk-hosted");
            await().until(() -> upstream.sockets() == 1);
            assertThat(upstream.upgrades()).containsExactly(version.sideband("rtc_abc"));

            work(client, version);
            stop(client, thread);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatTheClientMadeIsJoinedAndNotConfigured(HostedVersion version) {
        try (var client = RpcClient.initialized(base)) {
            String thread = started(client, version, OWN_CALL);
            assertThat(client.told("thread/realtime/started").path("realtimeSessionId").isNull())
                    .isTrue();
            await().until(() -> upstream.sockets() == 1);
            assertThat(upstream.upgrades()).containsExactly(version.sideband("rtc_own"));
            assertThat(upstream.requests).allMatch(r -> r.method().equals("GET"));
            assertThat(upstream.frames).isEmpty();
            assertThat(client.notices("thread/realtime/sdp")).isEmpty();

            work(client, version);
            stop(client, thread);
        }
    }

    /** In the middle of a frame, while the agent works: the answer is given, and all is told. */
    @ParameterizedTest
    @MethodSource("joined")
    void aSidebandThatIsCutIsJoinedAgainAndNothingIsLost(HostedVersion version, String transport)
            throws Exception {
        try (var client = RpcClient.initialized(base)) {
            String thread = started(client, version, transport);
            untilTheAgentWorks(version);

            upstream.cut();
            EchoAgent.GATE.release();

            answeredOnceOverTheNext(client, version);
            stop(client, thread);
            assertThat(hosted.results(version)).hasSize(1);
        }
    }

    /** The answer is written to a connection that takes it and gives it to nobody. */
    @ParameterizedTest
    @MethodSource("joined")
    void whatADeafSidebandTookIsSaidAgainOverTheNext(HostedVersion version, String transport)
            throws Exception {
        try (var client = RpcClient.initialized(base)) {
            String thread = started(client, version, transport);
            untilTheAgentWorks(version);

            upstream.deafen();
            EchoAgent.GATE.release();
            client.told("turn/completed");
            upstream.cut();

            answeredOnceOverTheNext(client, version);
            stop(client, thread);
            assertThat(hosted.results(version)).hasSize(1);
        }
    }

    static Stream<Arguments> joined() {
        return Stream.of(HostedVersion.values())
                .flatMap(version ->
                        Stream.of(webRtc(), OWN_CALL)
                                .map(transport -> Arguments.of(version, transport)));
    }

    private void untilTheAgentWorks(HostedVersion version) throws InterruptedException {
        await().until(() -> upstream.sockets() == 1);
        upstream.says(version.heard);
        upstream.says(version.handoff.replace("who calls it", "gate"));
        EchoAgent.ENTERED.acquire();
    }

    private void answeredOnceOverTheNext(RpcClient client, HostedVersion version) {
        await().until(() -> upstream.sockets() == 2);
        await().until(() -> hosted.results(version).size() == 1);
        upstream.says(version.said);

        assertThat(hosted.results(version).getFirst()).contains("You asked gate");
        client.told(
                "thread/realtime/transcript/done", p -> p.path("text").asText().equals("Nobody."));
        assertThat(words(client)).containsExactly("user Hi.", "assistant Nobody.");
        assertThat(client.notices("thread/realtime/closed")).isEmpty();
        assertThat(client.notices("thread/realtime/error")).isEmpty();
    }

    /** A version that no member names is the configured one. */
    @Test
    void aStartWithoutAVersionHasTheConfiguredOne() throws IOException {
        hosted.configure("[realtime]\nversion = \"v3\"");
        try (var client = RpcClient.initialized(base)) {
            String thread = RpcTest.startThread(client);
            client.result("thread/realtime/start", start(thread));

            assertThat(client.told("thread/realtime/started").path("version").asText())
                    .isEqualTo("v3");
            assertThat(upstream.upgrades().getFirst()).startsWith("/v1/live?");
            stop(client, thread);
        }
    }

    /** What runs keeps what it began with, its rejoin too; what begins then has the new. */
    @Test
    void aConfigurationThatChangesDuringACallIsForTheNextOne() throws Exception {
        try (var client = RpcClient.initialized(base);
                var other = new TestUpstream()) {
            String thread = started(client, HostedVersion.V2, webRtc());
            await().until(() -> upstream.sockets() == 1);

            hosted.configureAt(other, "");
            upstream.cut();
            await().until(() -> upstream.sockets() == 2);

            assertThat(upstream.upgrades())
                    .containsExactly(
                            HostedVersion.V2.sideband("rtc_abc"),
                            HostedVersion.V2.sideband("rtc_abc"));
            assertThat(other.upgrades()).isEmpty();
            stop(client, thread);
            await().until(() -> calledFor(upstream, "/hangup") == 1);

            String next = started(client, HostedVersion.V2, webRtc());
            await().until(() -> other.sockets() == 1);
            assertThat(calledFor(other, "/realtime/calls")).isOne();
            assertThat(calledFor(upstream, "/realtime/calls")).isOne();
            assertThat(upstream.sockets()).isEqualTo(2);
            stop(client, next);
        }
    }

    private static long calledFor(TestUpstream at, String end) {
        return at.requests.stream()
                .filter(r -> r.method().equals("POST") && r.uri().endsWith(end))
                .count();
    }

    /** Each call is told that nothing came before it is given up: that counts. */
    @Test
    void aProviderThatTakesConnectionsAndNeverSpeaksIsLeftAlone() throws IOException {
        hosted.configure("[sidetone.calls]\nstart_seconds = 1");
        upstream.upgradesHeld = true;
        try (var client = RpcClient.initialized(base)) {
            for (int i = 0; i < 4; i++) {
                assertThat(whyNotStarted(client)).contains("did not answer in 500 ms");
            }

            assertThat(whyNotStarted(client)).contains("left alone", "did not answer in 500 ms");
            assertThat(upstream.upgrades()).hasSize(4);
        }
    }

    private static String whyNotStarted(RpcClient client) {
        String thread = RpcTest.startThread(client);
        ObjectNode start = start(thread);
        start.putObject("transport").put("type", "websocket");
        client.result("thread/realtime/start", start);
        return client.told("thread/realtime/error", p -> p.path("threadId").asText().equals(thread))
                .path("message")
                .asText();
    }

    /** Heard words, a request for the agent, its result upstream, and what the voice says then. */
    private void work(RpcClient client, HostedVersion version) {
        upstream.says(version.heard);
        upstream.says(version.handoff);
        client.told(
                "thread/realtime/itemAdded",
                p -> p.at("/item/type").asText().equals("handoff_request"));
        client.told("turn/completed");
        await().until(() -> hosted.results(version).size() == 1);
        assertThat(hosted.results(version).getFirst()).contains("You asked who calls it");
        upstream.says(version.said);
        client.told(
                "thread/realtime/transcript/done", p -> p.path("text").asText().equals("Nobody."));
        assertThat(words(client)).containsExactly("user Hi.", "assistant Nobody.");
        assertThat(client.notices("thread/realtime/error")).isEmpty();
    }
}
