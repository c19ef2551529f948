package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A real WebSocket client of {@code /rpc} that remembers everything it was told. */
final class RpcClient implements WebSocket.Listener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    volatile String closeReason = "";
    private final StringBuilder part = new StringBuilder();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final Map<Integer, String> asked = new ConcurrentHashMap<>();
    private int lastId;

    RpcClient(URI base) {
        this(base, "/rpc");
    }

    RpcClient(URI base, String path) {
        URI uri = URI.create("ws://%s:%d%s".formatted(base.getHost(), base.getPort(), path));
        this.socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
    }

    static RpcClient initialized(URI base) {
        RpcClient client = new RpcClient(base);
        client.ask("initialize", handshake(true));
        client.text("{\"method\":\"initialized\"}");
        return client;
    }

    static ObjectNode handshake(boolean experimental) {
        ObjectNode params = object();
        params.putObject("clientInfo").put("name", "test").put("version", "1");
        params.putObject("capabilities").put("experimentalApi", experimental);
        return params;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The answer, result or error. */
    JsonNode ask(String method, ObjectNode params) {
        int id = ++lastId;
        ObjectNode message = object().put("id", id).put("method", method);
        message.set("params", params);
        asked.put(id, method);
        text(message.toString());
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> answer(id), Optional::isPresent)
                .orElseThrow();
    }

    JsonNode result(String method, ObjectNode params) {
        JsonNode answer = ask(method, params);
        if (answer.has("error")) {
            throw new AssertionError(method + " failed: " + answer);
        }
        return answer.path("result");
    }

    void text(String text) {
        socket.sendText(text, true).join();
    }

    void binary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The params of the first notification like this, waiting for it. */
    JsonNode told(String method, Predicate<JsonNode> like) {
        return await().atMost(PATIENCE)
                .until(() -> notices(method).stream().filter(like).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    JsonNode told(String method) {
        return told(method, _ -> true);
    }

    List<JsonNode> notices(String method) {
        return received.stream()
                .filter(m -> m.path("method").asText().equals(method) && !m.has("id"))
                .map(m -> m.path("params"))
                .toList();
    }

    List<String> methods() {
        return received.stream()
                .filter(m -> !m.has("id"))
                .map(m -> m.path("method").asText())
                .toList();
    }

    private Optional<JsonNode> answer(int id) {
        return received.stream()
                .filter(m -> m.path("id").asInt(-1) == id && !m.has("method"))
                .findFirst();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            JsonNode message = read(part.toString());
            faults.addAll(faults(message));
            received.add(message);
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeReason = reason;
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    /** What is told and answered is as the schema says. */
    private List<String> faults(JsonNode message) {
        if (message.has("method")) {
            return ProtocolSchema.IT.notification(message);
        }
        String method = asked.getOrDefault(message.path("id").asInt(-1), "");
        if (message.has("error")) {
            return ProtocolSchema.IT.faults(ProtocolSchema.IT.root().at("/$defs/Error"), message);
        }
        return method.isEmpty()
                ? List.of()
                : ProtocolSchema.IT.result(method, message.path("result")).stream()
                        .map(fault -> method + fault)
                        .toList();
    }

    @Override
    public void close() {
        assertThat(faults).as("messages against docs/protocol.schema.json").isEmpty();
        socket.abort();
        http.shutdownNow();
    }
}
