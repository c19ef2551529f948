package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.provider.TestUpstream;
import dev.sidetone.session.UpstreamFrames;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** A hosted provider that a test plays, configured as that of this service until it is closed. */
final class HostedProvider implements AutoCloseable {

    static final String OFFER = "v=0 offer";

    final TestUpstream upstream = new TestUpstream();
    private final RunningConfiguration running;

    HostedProvider(RunningConfiguration running) throws IOException {
        this.running = running;
        upstream.onSocket = HostedProvider::greet;
        configure("");
    }

    /** A session of v3 on a socket begins with the provider's word. */
    private static void greet(ServerWebSocket socket) {
        if (socket.uri().startsWith("/v1/live?")) {
            socket.writeTextMessage("{\"type\":\"session.started\",\"session\":{}}");
        }
    }

    /** With more of a configuration behind that of the provider. */
    void configure(String more) throws IOException {
        configureAt(upstream, more);
    }

    void configureAt(TestUpstream at, String more) throws IOException {
        running.apply(
                """
                model_provider = "hosted"
                [model_providers.hosted]
                base_url = "%s"
                experimental_bearer_token = "sk-hosted"
                %s
                """
                        .formatted(at.base(), more),
                "test");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(running.now().file());
        running.reload("test");
        upstream.close();
    }

    /** A call over this transport, started; gives its thread. */
    static String started(RpcClient client, HostedVersion version, String transport) {
        String thread = RpcTest.startThread(client);
        ObjectNode start = start(thread).put("version", version.word());
        start.set("transport", UpstreamFrames.json(transport));
        client.result("thread/realtime/start", start);
        JsonNode told = client.told("thread/realtime/started", p -> isOf(thread, p));
        assertThat(told.path("version").asText()).isEqualTo(version.word());
        return thread;
    }

    static ObjectNode start(String thread) {
        return RpcClient.object().put("threadId", thread).put("outputModality", "audio");
    }

    static String webRtc() {
        return RpcClient.object().put("type", "webrtc").put("sdp", OFFER).toString();
    }

    static void stop(RpcClient client, String thread) {
        client.result("thread/realtime/stop", RpcClient.object().put("threadId", thread));
        JsonNode told = client.told("thread/realtime/closed", p -> isOf(thread, p));
        assertThat(told.path("reason").asText()).isEqualTo("requested");
    }

    private static boolean isOf(String thread, JsonNode params) {
        return params.path("threadId").asText().equals(thread);
    }

    /** What was said so far, by whom. */
    static List<String> words(RpcClient client) {
        return client.notices("thread/realtime/transcript/done").stream()
                .map(p -> p.path("role").asText() + " " + p.path("text").asText())
                .toList();
    }

    TestUpstream.Seen posted() {
        return upstream.requests.stream()
                .filter(r -> r.method().equals("POST"))
                .findFirst()
                .orElseThrow();
    }

    List<String> results(HostedVersion version) {
        return frames(version.resultFrame).stream()
                .map(JsonNode::toString)
                .filter(f -> f.contains("You asked"))
                .toList();
    }

    List<JsonNode> frames(String type) {
        return new UpstreamFrames(upstream).of(type);
    }

    JsonNode frame(String type) {
        return new UpstreamFrames(upstream).first(type);
    }
}
