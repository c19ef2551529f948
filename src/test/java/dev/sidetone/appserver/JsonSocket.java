package dev.sidetone.appserver;

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
public class JsonSocket implements WebSocket.Listener, AutoCloseable {

    protected static final Duration PATIENCE = Duration.ofSeconds(20);
    protected static final ObjectMapper JSON = new ObjectMapper();

    public final List<JsonNode> received = new CopyOnWriteArrayList<>();
    public final CompletableFuture<Integer> closed = new CompletableFuture<>();
    public volatile String closeReason = "";
    private final StringBuilder part = new StringBuilder();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;

    /**
     * @param headers names and values in turn
     */
    protected JsonSocket(URI base, String path, String... headers) {
        URI uri = URI.create("ws://%s:%d%s".formatted(base.getHost(), base.getPort(), path));
        var builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        this.socket = builder.buildAsync(uri, this).join();
    }

    public final void text(String text) {
        socket.sendText(text, true).join();
    }

    /** One message in several frames. */
    public final void fragments(String... parts) {
        for (int i = 0; i < parts.length; i++) {
            socket.sendText(parts[i], i == parts.length - 1).join();
        }
    }

    public final void binary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The first message like this, waiting for it. */
    public final JsonNode message(Predicate<JsonNode> like) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> received.stream().filter(like).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** The methods of the notifications, in their order. */
    public final List<String> methods() {
        return received.stream()
                .filter(m -> m.has("method") && !m.has("id"))
                .map(m -> m.path("method").asText())
                .toList();
    }

    @Override
    public final @Nullable CompletionStage<?> onText(
            WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            received.add(read(part.toString()));
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public final @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeReason = reason;
        closed.complete(code);
        return null;
    }

    @Override
    public final void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    /** Text that must be JSON. */
    public static JsonNode read(String text) {
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
