package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRealtimeProviderTest {

    private final TestUpstream upstream = new TestUpstream();
    private final Connections http = TestProviders.connections();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final ProviderCall provider = call(upstream.provider(), Version.V2);
    private final Heard listener = new Heard();
    private final List<ServerEvent> events = listener.events;
    private final List<SocketLoss> losses = listener.losses;

    private ProviderCall call(ModelProvider configured, Version version) {
        return TestProviders.provider(configured, http, pauses::add)
                .call(TestProviders.terms(version));
    }

    @AfterEach
    void close() {
        http.close();
        upstream.close();
    }

    private static ObjectNode session() {
        return WireCodec.json().createObjectNode().put("type", "realtime");
    }

    private ProviderException refusal() {
        return catchThrowableOfType(
                ProviderException.class, () -> provider.create("v=0 offer", session()));
    }

    @Test
    void aCallIsCreatedWithOfferAndSessionInTwoParts() throws Exception {
        var call = provider.create("v=0 offer\r\n", session());

        var seen = upstream.requests.getFirst();
        assertThat(call).isEqualTo(new ProviderCall.CreatedCall("rtc_abc", "v=0 answer"));
        assertThat(seen.uri()).isEqualTo("/v1/realtime/calls");
        assertThat(seen.header("authorization")).isEqualTo("Bearer sk-secret");
        String boundary = "--" + seen.header("content-type").split("boundary=", 2)[1];
        assertThat(seen.body())
                .isEqualTo(
                        boundary
                                + "\r\nContent-Disposition: form-data; name=\"sdp\"\r\n"
                                + "Content-Type: application/sdp\r\n\r\nv=0 offer\r\n\r\n"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"session\"\r\n"
                                + "Content-Type: application/json\r\n\r\n"
                                + "{\"type\":\"realtime\"}\r\n"
                                + boundary
                                + "--\r\n");
    }

    @Test
    void theCallIdIsFoundInEveryFormOfLocation() {
        assertThat(CallIds.fromLocation("/v1/realtime/calls/rtc_a")).contains("rtc_a");
        assertThat(CallIds.fromLocation("https://h/v1/realtime/calls/rtc_a?x=rtc_b"))
                .contains("rtc_a");
        assertThat(CallIds.fromLocation("/calls/calls/rtc_a/media")).contains("rtc_a");
        assertThat(CallIds.fromLocation("/calls/01890a5d-ac96-774b-bcce-b302099a8057"))
                .contains("01890a5d-ac96-774b-bcce-b302099a8057");
        assertThat(CallIds.fromLocation("/calls/rtc_")).isEmpty();
        assertThat(CallIds.fromLocation("")).isEmpty();
    }

    @Test
    void anAnswerWithoutACallIdIsNoCall() {
        upstream.location = "/v1/realtime/calls/nothing";

        assertThat(refusal().kind()).isEqualTo(ProviderException.Kind.BAD_ANSWER);
        assertThat(refusal()).hasMessageContaining("names no call");
        upstream.location = "";
        assertThat(refusal()).hasMessageContaining("no Location");
    }

    @Test
    void aRefusalSaysStatusAndTheProvidersWordsAndNeverTheKey() {
        upstream.status = 503;
        upstream.body =
                "{\"error\":{\"message\":\"No media library.\",\"code\":\"webrtc_unavailable\"}}";

        ProviderException refusal = refusal();

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.code()).isEqualTo("webrtc_unavailable");
        assertThat(refusal)
                .hasMessageContaining("answered 503 (No media library).")
                .hasMessageNotContaining("sk-secret");
    }

    /** Whatever answers there, it is no provider; nor is its status of interest. */
    @ParameterizedTest
    @ValueSource(ints = {201, 500})
    void anAnswerWithoutEndIsNotReadToItsEnd(int status) {
        upstream.status = status;
        upstream.body = "x".repeat(1024 * 1024 + 1);

        assertThat(refusal().text()).contains("is longer than 1 MiB");
        assertThat(refusal().kind()).isEqualTo(ProviderException.Kind.BAD_ANSWER);
        assertThat(upstream.requests).hasSize(2);
    }

    @Test
    void aRefusalIsQuotedInOneShortLine() {
        upstream.status = 500;
        upstream.body = "<html>\n\u0007" + "x".repeat(5_000);

        assertThat(refusal().text()).hasSizeLessThan(700).doesNotContain("\n", "\u0007");
    }

    @Test
    void aProviderThatFailsIsAskedFourTimesMoreWithGrowingPauses() {
        upstream.status = 500;

        refusal();

        assertThat(upstream.requests).hasSize(5);
        assertThat(pauses).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(pauses.get(i).toMillis() / (200.0 * (1 << i))).isBetween(0.89, 1.1);
        }
    }

    /** Who gives up waiting meanwhile can say what was met with. */
    @Test
    void whatATryMetWithIsKnownBeforeTheLastOne() throws Exception {
        var said = new CopyOnWriteArrayList<String>();
        upstream.failures.set(1);
        var calls = new AtomicReference<ProviderCall>();
        calls.set(
                TestProviders.provider(
                                upstream.provider(), http, _ -> said.add(calls.get().trouble()))
                        .call(TestProviders.terms(Version.V2)));

        calls.get().create("v=0 offer", session());

        assertThat(said).singleElement().asString().contains("500");
    }

    @Test
    void aCallComesAboutWhenTheProviderRecovers() throws Exception {
        upstream.failures.set(2);

        assertThat(provider.create("v=0 offer", session()).callId()).isEqualTo("rtc_abc");
        assertThat(upstream.requests).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 429})
    void whatTheProviderUnderstoodAndRefusedIsNotAskedAgain(int status) {
        upstream.status = status;

        assertThat(refusal().status()).isEqualTo(status);
        assertThat(upstream.requests).hasSize(1);
    }

    @Test
    void noRetriesMeansNone() {
        upstream.status = 500;
        var once = call(TestProviders.withRetries(upstream.provider(), 0), Version.V2);

        catchThrowableOfType(ProviderException.class, () -> once.create("v=0", session()));

        assertThat(upstream.requests).hasSize(1);
    }

    @Test
    void nobodyListeningIsToldAsUnreachable() {
        upstream.close();

        assertThat(refusal().kind()).isEqualTo(ProviderException.Kind.UNREACHABLE);
    }

    @Test
    void eventsGoBothWaysInOrder() throws Exception {
        upstream.onSocket =
                socket -> {
                    socket.writeTextMessage("{\"type\":\"input_audio_buffer.cleared\"}");
                    socket.writeTextMessage("not json");
                    socket.writeTextMessage("{\"type\":\"brand.new\",\"x\":1}");
                };
        try (var ignored = closing(provider.join("rtc_a/b", listener))) {
            for (int i = 0; i < 50; i++) {
                ignored.socket().send(new ClientEvent.AudioAppend(null, "" + i));
            }
            await().until(() -> upstream.frames.size() == 50 && events.size() == 2);
        }

        assertThat(upstream.upgrades()).containsExactly("/v1/realtime?call_id=rtc_a%2Fb");
        assertThat(events.get(1)).isInstanceOf(ServerEvent.Unknown.class);
        assertThat(upstream.frames.get(49)).contains("\"audio\":\"49\"");
        assertThat(losses).isEmpty();
    }

    @Test
    void aLargeEventInManyFramesIsOneEvent() throws Exception {
        String audio = "A".repeat(300_000);
        upstream.onSocket =
                socket ->
                        socket.writeTextMessage(
                                "{\"type\":\"response.output_audio.delta\",\"item_id\":\"i\",\"delta\":\""
                                        + audio
                                        + "\"}");

        try (var ignored = closing(provider.open(session(), listener))) {
            await().until(() -> events.size() == 1);
        }

        assertThat(((ServerEvent.OutputAudioDelta) events.getFirst()).delta()).isEqualTo(audio);
    }

    @Test
    void anUnknownCallIsGone() {
        upstream.upgradeStatus = 404;

        var refusal =
                catchThrowableOfType(
                        ProviderException.class, () -> provider.join("rtc_x", listener));

        assertThat(refusal.kind()).isEqualTo(ProviderException.Kind.GONE);
    }

    @Test
    void aClosedSocketSaysWhyOnce() throws Exception {
        upstream.onSocket =
                socket -> socket.close((short) 4000, "invalid_request_error.call_id_not_found");

        provider.join("rtc_x", listener);

        await().until(() -> !losses.isEmpty());
        assertThat(losses).hasSize(1);
        assertThat(losses.getFirst().gone()).isTrue();
        assertThat(losses.getFirst().text()).contains("4000");
    }

    /** Nobody would read on, and nobody would know. */
    @Test
    void anEventThatCannotBeTakenEndsTheSocketWithTheReason() throws Exception {
        var broken =
                new ProviderListener() {
                    @Override
                    public void event(ServerEvent event) {
                        throw new OutOfMemoryError("too much for us");
                    }

                    @Override
                    public void lost(SocketLoss loss) {
                        losses.add(loss);
                    }
                };
        provider.join("rtc_x", broken);
        await().until(() -> upstream.sockets() == 1);

        upstream.says("{\"type\":\"input_audio_buffer.cleared\"}");

        await().until(() -> !losses.isEmpty());
        assertThat(losses.getFirst().text())
                .contains("an event could not be taken: too much for us");
    }

    @Test
    void theListenerHearsNothingAfterWeClosed() throws Exception {
        var socket = provider.open(session(), listener);

        socket.close();
        upstream.close();

        assertThat(losses).isEmpty();
    }

    private record Closing(ProviderSocket socket) implements AutoCloseable {
        @Override
        public void close() {
            socket.close();
        }
    }

    private static Closing closing(ProviderSocket socket) {
        return new Closing(socket);
    }

    /** A call that goes on at the provider costs. */
    @Test
    void aCallIsHungUpAlthoughTheProviderIsInTroubleForAMoment() throws Exception {
        upstream.failures.set(2);

        provider.hangUp("rtc_1");

        assertThat(upstream.requests)
                .extracting(TestUpstream.Seen::uri)
                .containsExactly(
                        "/v1/realtime/calls/rtc_1/hangup",
                        "/v1/realtime/calls/rtc_1/hangup",
                        "/v1/realtime/calls/rtc_1/hangup");
        assertThat(pauses).hasSize(2);
    }

    /** As Hugging Face's speech-to-speech has it. */
    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void aCallIsDeletedWhereAHangUpIsNotKnown(int status) throws Exception {
        upstream.statuses.add(status);
        upstream.status = 200;

        provider.hangUp("rtc_1");

        assertThat(upstream.requests)
                .extracting(seen -> seen.method() + " " + seen.uri())
                .containsExactly(
                        "POST /v1/realtime/calls/rtc_1/hangup", "DELETE /v1/realtime/calls/rtc_1");
    }

    @Test
    void aCallThatIsGoneEitherWayIsNoFault() throws Exception {
        upstream.status = 404;

        provider.hangUp("rtc_1");

        assertThat(upstream.requests).hasSize(2);
    }
}
