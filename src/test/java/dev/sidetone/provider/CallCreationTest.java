package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.config.Secret;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls and sockets in each protocol, as a server sees them. */
class CallCreationTest {

    private static final String SESSION =
            """
            {"type":"realtime","model":"m","instructions":"Be brief.",
             "audio":{"input":{"format":{"type":"audio/pcm","rate":24000}},"output":{"voice":"cove"}}}
            """;

    private final TestUpstream upstream = new TestUpstream();
    private final Connections http = TestProviders.connections();
    private final Heard listener = new Heard();
    private final List<ServerEvent> events = listener.events;
    private final List<SocketLoss> losses = listener.losses;

    @AfterEach
    void close() {
        http.close();
        upstream.close();
    }

    private ProviderCall call(Version version) {
        return call(upstream.provider(), version);
    }

    private ProviderCall call(ModelProvider provider, Version version) {
        return TestProviders.provider(provider, http, _ -> {}).call(TestProviders.terms(version));
    }

    private ModelProvider with(ModelProvider.CallBody body) {
        return TestProviders.with(upstream.base(), Map.of(), Map.of(), 0, body);
    }

    private static JsonNode session() {
        return json(SESSION);
    }

    private static JsonNode json(String text) {
        try {
            return WireCodec.json().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private JsonNode sessionPart() {
        String body = upstream.requests.getFirst().body();
        return json(body.substring(body.indexOf("application/json") + 16, body.lastIndexOf("--s")));
    }

    @Test
    void aV1CallSaysItsIntentItsVersionAndWhoseItIs() throws Exception {
        call(Version.V1).create("v=0", session());

        var seen = upstream.requests.getFirst();
        assertThat(seen.uri()).isEqualTo("/v1/realtime/calls?intent=quicksilver&architecture=avas");
        assertThat(seen.header("openai-alpha")).isEqualTo("quicksilver=v1");
        assertThat(seen.header("x-session-id")).isEqualTo("session-1");
        assertThat(seen.header("session-id")).isEqualTo("thread-1");
        assertThat(seen.header("thread-id")).isEqualTo("thread-1");
        assertThat(seen.header("originator")).isEqualTo("sidetone");
        assertThat(sessionPart())
                .isEqualTo(
                        json(
                                """
                                {"type":"quicksilver","model":"m","instructions":"Be brief.",
                                 "audio":{"input":{"format":{"type":"audio/pcm","rate":24000}},
                                          "output":{"voice":"cove"}}}
                                """));
    }

    @Test
    void aV3CallIsMadeAtLive() throws Exception {
        call(Version.V3).create("v=0", session());

        assertThat(upstream.requests.getFirst().uri()).isEqualTo("/v1/live");
        assertThat(upstream.requests.getFirst().header("openai-alpha")).isEqualTo("quicksilver=v2");
        assertThat(sessionPart())
                .isEqualTo(
                        json(
                                """
                                {"model":"m","instructions":"Be brief.",
                                 "audio":{"output":{"voice":"cove"}},"delegation":{"type":"client"}}
                                """));
    }

    /** Codex: conversation_webrtc_frameless_chatgpt_sends_codex_headers_to_backend. */
    @Test
    void aV3CallAtABackendGoesInAnObjectWithTheCallsHeaders() throws Exception {
        var backend = TestProviders.at(upstream.base().replace("/v1", "/backend-api/codex"));

        call(backend, Version.V3).create("v=0 offer", session());

        var seen = upstream.requests.getFirst();
        assertThat(seen.uri())
                .isEqualTo(
                        "/backend-api/codex/realtime/calls?intent=quicksilver&architecture=avas");
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        assertThat(json(seen.body()).path("sdp").asText()).isEqualTo("v=0 offer");
        assertThat(json(seen.body()).has("model")).isFalse();
        assertThat(json(seen.body()).at("/session/delegation/type").asText()).isEqualTo("client");
        assertThat(seen.header("openai-alpha")).isEqualTo("quicksilver=v2");
        assertThat(seen.header("session-id")).isEqualTo("thread-1");
        assertThat(seen.header("thread-id")).isEqualTo("thread-1");
    }

    @Test
    void aV2CallHasNoAlphaHeader() throws Exception {
        call(Version.V2).create("v=0", session());

        assertThat(upstream.requests.getFirst().header("openai-alpha")).isEmpty();
    }

    @Test
    void anOfferCanGoInAnObject() throws Exception {
        call(with(ModelProvider.CallBody.JSON), Version.V2).create("v=0 offer", session());

        var seen = upstream.requests.getFirst();
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        assertThat(json(seen.body()).path("sdp").asText()).isEqualTo("v=0 offer");
        assertThat(json(seen.body()).path("session")).isEqualTo(session());
        assertThat(json(seen.body()).path("model").asText()).isEqualTo("m");
    }

    @Test
    void anOfferCanGoBare() throws Exception {
        call(with(ModelProvider.CallBody.SDP), Version.V2).create("v=0 offer", session());

        var seen = upstream.requests.getFirst();
        assertThat(seen.uri()).isEqualTo("/v1/realtime/calls?model=m");
        assertThat(seen.header("content-type")).isEqualTo("application/sdp");
        assertThat(seen.body()).isEqualTo("v=0 offer");
    }

    @Test
    void anAnswerCanComeInAnObject() throws Exception {
        upstream.contentType = "application/json";
        upstream.location = "";
        upstream.body = "{\"sdp\":\"v=0 answer\",\"session_id\":\"sess_1\"}";

        assertThat(call(Version.V2).create("v=0", session()))
                .isEqualTo(new ProviderCall.CreatedCall("sess_1", "v=0 answer"));
    }

    @Test
    void configuredHeadersGoWithEverythingAndDoNotReplaceTheCalls() throws Exception {
        var provider =
                TestProviders.with(
                        upstream.base(),
                        Map.of(
                                "X-Tenant", new Secret("blue"),
                                "thread-id", new Secret("other"),
                                "Host", new Secret("elsewhere")),
                        Map.of("api-version", new Secret("1")),
                        0,
                        ModelProvider.CallBody.MULTIPART);
        ProviderCall call = call(provider, Version.V2);

        call.create("v=0", session());
        call.join("rtc_a", listener).close();

        var made = upstream.requests.getFirst();
        var joined = upstream.upgradeRequests.getFirst();
        assertThat(List.of(made, joined))
                .allSatisfy(seen -> {
                    assertThat(seen.header("x-tenant")).isEqualTo("blue");
                    assertThat(seen.header("thread-id")).isEqualTo("thread-1");
                    assertThat(seen.header("authorization")).isEqualTo("Bearer sk-secret");
                    assertThat(seen.uri()).contains("api-version=1");
                });
    }

    @Test
    void whatNoRequestCanBeMadeOfIsToldAndNotThrownAway() {
        var badHeader =
                TestProviders.with(
                        upstream.base(),
                        Map.of("X Tenant", new Secret("blue")),
                        Map.of(),
                        0,
                        ModelProvider.CallBody.MULTIPART);

        assertThat(
                        catchThrowableOfType(
                                ProviderException.class,
                                () -> call(Version.V3).join("..", listener)))
                .hasMessageContaining("invalid realtime call id: ..");
        assertThat(
                        catchThrowableOfType(
                                ProviderException.class,
                                () -> call(badHeader, Version.V2).create("v=0", session())))
                .hasMessageContaining("X Tenant")
                .hasMessageNotContaining("blue");
        assertThat(
                        catchThrowableOfType(
                                ProviderException.class,
                                () -> call(badHeader, Version.V2).open(session(), listener)))
                .hasMessageContaining("http_headers");
    }

    /** As a variable of a file with the wrong ends of lines gives it. */
    @Test
    void aKeyThatNoHeaderCanHoldIsNotRepeated() {
        var provider =
                TestProviders.with(
                        upstream.base(),
                        Map.of("X-Team", new Secret("sk-of-\r-the-team")),
                        Map.of(),
                        0,
                        ModelProvider.CallBody.MULTIPART);

        for (Throwable told :
                List.of(
                        catchThrowableOfType(
                                ProviderException.class,
                                () -> call(provider, Version.V2).create("v=0", session())),
                        catchThrowableOfType(
                                ProviderException.class,
                                () -> call(provider, Version.V2).join("rtc_1", listener)),
                        catchThrowableOfType(
                                ProviderException.class,
                                () -> call(provider, Version.V2).open(session(), listener)))) {
            assertThat(told).hasMessageContaining("X-Team").hasMessageNotContaining("sk-of");
        }
    }

    @Test
    void aV3SocketIsOpenWhenTheServerBegan() throws Exception {
        upstream.onSocket =
                socket -> socket.writeTextMessage("{\"type\":\"session.started\",\"session\":{}}");

        ProviderSocket socket = call(Version.V3).open(session(), listener);
        socket.send(new ClientEvent.SessionUpdate(null, session()));
        socket.send(new ClientEvent.AudioAppend(null, "AAA="));

        await().until(() -> upstream.frames.size() == 2);
        assertThat(json(upstream.frames.getFirst()).path("type").asText())
                .isEqualTo("session.update");
        assertThat(json(upstream.frames.getFirst()).path("session").has("model")).isFalse();
        assertThat(upstream.upgrades()).containsExactly("/v1/live?model=m");
        socket.close();
    }

    /** A call outlives its provider's session; the next one knows nothing of the one before. */
    @Test
    void theNextSocketOfAV3CallIsToldItsSessionToo() throws Exception {
        upstream.onSocket =
                socket ->
                        socket.textMessageHandler(frame -> {
                            upstream.frames.add(frame);
                            socket.writeTextMessage("{\"type\":\"session.started\"}");
                        });
        ProviderCall call = call(Version.V3);

        call.open(session(), listener).close();
        call.open(session(), listener).close();

        assertThat(upstream.frames)
                .extracting(frame -> json(frame).path("type").asText())
                .containsExactly("session.update", "session.update");
    }

    @Test
    void aV3SocketThatBeginsWithSomethingElseDoesNotBegin() {
        upstream.onSocket =
                socket -> {
                    socket.writeTextMessage("{\"type\":\"brand.new\"}");
                    socket.writeTextMessage("{\"type\":\"output_audio.delta\",\"audio\":\"AAAA\"}");
                };
        assertThat(refusal()).contains("received an event before session.started");

        upstream.onSocket =
                socket -> socket.writeTextMessage("{\"type\":\"error\",\"message\":\"no\"}");
        assertThat(refusal()).endsWith("did not begin the session: no");

        upstream.onSocket = socket -> socket.close((short) 1000, "");
        assertThat(refusal()).contains("ended before session.started");
    }

    private String refusal() {
        return catchThrowableOfType(
                        ProviderException.class, () -> call(Version.V3).open(session(), listener))
                .text();
    }

    @Test
    void aSocketThatIsCutInTheMiddleOfAFrameIsLost() throws Exception {
        ProviderSocket socket = call(Version.V2).join("rtc_a", listener);
        await().until(() -> upstream.sockets() == 1);
        upstream.says("{\"type\":\"input_audio_buffer.cleared\"}");
        await().until(() -> events.size() == 1);

        upstream.cut();

        await().until(() -> losses.size() == 1);
        assertThat(losses.getFirst().code()).isEqualTo(1006);
        assertThat(losses.getFirst().gone()).isFalse();
        socket.close();
    }

    @Test
    void aServerThatFallsSilentIsLost() throws Exception {
        var hasty = TestProviders.withIdle(upstream.provider(), Duration.ofMillis(600));
        ProviderSocket socket = call(hasty, Version.V2).join("rtc_a", listener);
        await().until(() -> upstream.sockets() == 1);

        upstream.deafen();

        await().until(() -> losses.size() == 1);
        assertThat(losses.getFirst().text()).contains("nothing was heard of the provider");
        socket.close();
    }

    /** Four questions take longer than the silence that would be too long. */
    @Test
    void aServerThatOnlyAnswersPingsIsNotLost() throws Exception {
        var patient = TestProviders.withIdle(upstream.provider(), Duration.ofSeconds(4));
        ProviderSocket socket = call(patient, Version.V2).join("rtc_a", listener);

        await().atMost(Duration.ofSeconds(20)).until(() -> upstream.pings.get() >= 4);

        assertThat(losses).isEmpty();
        socket.close();
    }

    @Test
    void whatAServerSaysTwiceIsHeardTwice() throws Exception {
        upstream.onSocket =
                socket -> {
                    socket.writeTextMessage("{\"type\":\"response.created\"}");
                    socket.writeTextMessage("{\"type\":\"response.created\"}");
                };

        ProviderSocket socket = call(Version.V2).join("rtc_a", listener);

        await().until(() -> events.size() == 2);
        socket.close();
    }
}
