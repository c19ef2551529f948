package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Control connections of v1 and v3 that die, and what was written to them. */
class SidebandTest {

    private static final String HANDOFF =
            "{\"type\":\"delegation.created\",\"item\":{\"id\":\"d1\",\"type\":\"delegation\",\"target\":\"client\",\"content\":[{\"type\":\"input_text\",\"text\":\"x\"}]}}";

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
        return TestProviders.provider(upstream.provider(), http, _ -> {})
                .call(TestProviders.terms(version));
    }

    /** Joined, and known at both ends. */
    private ProviderSocket joined(ProviderCall call, String id) throws Exception {
        int before = upstream.sockets();
        ProviderSocket socket = call.join(id, listener);
        await().until(() -> upstream.sockets() > before);
        return socket;
    }

    private static ClientEvent said(String text) {
        ObjectNode item = WireCodec.json().createObjectNode().put("type", "message");
        item.put("role", "user");
        item.putArray("content").addObject().put("type", "input_text").put("text", text);
        return new ClientEvent.ItemCreate(null, null, item);
    }

    /** The texts that came, each as often as it came. */
    private List<String> texts() {
        return upstream.frames.stream().map(SidebandTest::text).toList();
    }

    private static String text(String frame) {
        try {
            JsonNode tree = WireCodec.json().readTree(frame);
            return tree.findPath("text").asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(frame, e);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V3"})
    void whatADeafConnectionTookComesOverTheNextBeforeAnythingElse(Version version)
            throws Exception {
        ProviderCall call = call(version);
        ProviderSocket first = joined(call, "rtc_1");
        first.send(said("one"));
        await().until(() -> texts().equals(List.of("one")));
        upstream.deafen();
        first.send(said("two"));
        first.send(said("three"));
        upstream.cut();
        await().until(() -> !losses.isEmpty());

        joined(call, "rtc_1").send(said("four"));

        await().until(() -> texts().contains("four"));
        assertThat(texts().stream().distinct()).containsExactly("one", "two", "three", "four");
        assertThat(texts()).endsWith("two", "three", "four");
    }

    /** The actor of a call may still hold the broken socket while another thread joins anew. */
    @ParameterizedTest
    @EnumSource(names = {"V1", "V3"})
    void whatIsSentOverASocketThatIsGoneComesToo(Version version) throws Exception {
        ProviderCall call = call(version);
        ProviderSocket first = joined(call, "rtc_1");
        upstream.cut();
        await().until(() -> !losses.isEmpty());
        first.send(said("before"));
        ProviderSocket second = joined(call, "rtc_1");

        first.send(said("after"));
        second.send(said("last"));

        await().until(() -> texts().size() == 3);
        assertThat(texts()).containsExactly("before", "after", "last");
    }

    /** What was read is not sent again, as soon as the pong behind it has come. */
    @Test
    void whatWasReadIsNotSentAgain() throws Exception {
        ProviderCall call = call(Version.V3);
        joined(call, "rtc_1").send(said("one"));
        await().until(() -> texts().size() == 1 && upstream.pings.get() == 2);
        // behind the pong, on the same connection
        upstream.says("{\"type\":\"input_transcript.added\",\"item\":{\"text\":\"Hi\"}}");
        await().until(() -> !events.isEmpty());
        upstream.cut();
        await().until(() -> !losses.isEmpty());

        joined(call, "rtc_1").send(said("two"));

        await().until(() -> texts().contains("two"));
        assertThat(texts()).containsExactly("one", "two");
    }

    @Test
    void anotherCallIsNotToldWhatWasForTheOneBefore() throws Exception {
        ProviderCall call = call(Version.V3);
        ProviderSocket first = joined(call, "rtc_1");
        upstream.deafen();
        first.send(said("for the first"));
        upstream.cut();
        await().until(() -> !losses.isEmpty());

        joined(call, "rtc_2").send(said("for the second"));

        await().until(() -> !texts().isEmpty());
        assertThat(texts()).containsExactly("for the second");
    }

    /** Its handoff is open no more when its first piece goes out. */
    @Test
    void anAnswerThatIsCutBetweenItsPiecesIsWhole() throws Exception {
        String answer = "The gate is kept by Größe, said 語. ".repeat(60).substring(0, 1_400);
        upstream.onSocket = socket -> afterTheFirstPiece(socket);
        ProviderCall call = call(Version.V3);
        ProviderSocket first = joined(call, "rtc_1");
        upstream.says(HANDOFF);
        await().until(() -> events.stream().anyMatch(ServerEvent.ItemDone.class::isInstance));

        first.send(result(answer));
        await().until(() -> !losses.isEmpty());
        upstream.onSocket = _ -> {};
        joined(call, "rtc_1");

        await().untilAsserted(() ->
                assertThat(texts().stream().distinct().collect(Collectors.joining()))
                        .isEqualTo(answer));
    }

    private void afterTheFirstPiece(ServerWebSocket socket) {
        socket.textMessageHandler(frame -> {
            upstream.frames.add(frame);
            upstream.cut();
        });
    }

    private static ClientEvent result(String text) {
        ObjectNode item =
                WireCodec.json()
                        .createObjectNode()
                        .put("type", "function_call_output")
                        .put("call_id", "d1")
                        .put("output", text);
        return new ClientEvent.ItemCreate(null, null, item);
    }
}
