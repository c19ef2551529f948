package dev.sidetone.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A real WebSocket client that remembers every JSON message it was told. */
final class EventClient implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final List<JsonNode> received = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    volatile String closeReason = "";
    private final StringBuilder part = new StringBuilder();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;

    EventClient(URI base, String path, String... headers) {
        URI uri = URI.create("ws://%s:%d%s".formatted(base.getHost(), base.getPort(), path));
        var builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        this.socket = builder.buildAsync(uri, this).join();
    }

    /** A reader of a call's events. */
    static EventClient of(URI base, String callId) {
        return new EventClient(base, "/api/v1/calls/" + callId + "/events");
    }

    /** A JSON-RPC client that watches a conversation. */
    static EventClient rpc(URI base, String conversation) {
        var client = new EventClient(base, "/rpc");
        client.send(
                """
                {"id":1,"method":"initialize","params":{"clientInfo":{"name":"t","version":"1"},
                 "capabilities":{"experimentalApi":true}}}\
                """);
        client.send(
                """
                {"id":2,"method":"thread/resume","params":{"threadId":"%s"}}\
                """
                        .formatted(conversation));
        client.told(m -> m.path("id").asInt() == 2);
        return client;
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void sound(byte[] pcm) {
        socket.sendBinary(ByteBuffer.wrap(pcm), true).join();
    }

    /** The first message like this, waiting for it. */
    JsonNode told(Predicate<JsonNode> like) {
        return await().atMost(PATIENCE)
                .until(() -> received.stream().filter(like).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    JsonNode told(String method) {
        return told(m -> m.path("method").asText().equals(method));
    }

    /** The reply to the command with this id. */
    JsonNode reply(int id) {
        return told(m -> m.path("id").asInt(-1) == id && !m.has("method"));
    }

    /** The events that have a number. */
    List<JsonNode> events() {
        return received.stream().filter(m -> m.has("seq")).toList();
    }

    List<Long> numbers() {
        return events().stream().map(m -> m.path("seq").asLong()).toList();
    }

    List<String> methods() {
        return received.stream()
                .filter(m -> m.has("method"))
                .map(m -> m.path("method").asText())
                .toList();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            received.add(read(part.toString()));
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

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
