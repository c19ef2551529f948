package dev.sidetone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.WireCodec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real WebSocket client that keeps what the server sent, in order. */
final class TestSocket implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private TestSocket(URI uri, List<String> headers, List<String> subprotocols) {
        var builder = HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.size(); i += 2) {
            builder.header(headers.get(i), headers.get(i + 1));
        }
        if (!subprotocols.isEmpty()) {
            builder.subprotocols(
                    subprotocols.getFirst(),
                    subprotocols.subList(1, subprotocols.size()).toArray(String[]::new));
        }
        socket = builder.buildAsync(uri, new Collector()).join();
    }

    private final class Collector implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                frames.add(partial.toString());
                partial.setLength(0);
            }
            ws.request(1);
            return java.util.concurrent.CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
            frames.add(
                    "{\"type\":\"CLOSED\",\"code\":%d,\"reason\":\"%s\"}".formatted(code, reason));
            return java.util.concurrent.CompletableFuture.completedStage(null);
        }
    }

    static TestSocket open(URI base, String pathAndQuery, String... headers) {
        return new TestSocket(at(base, pathAndQuery), List.of(headers), List.of());
    }

    static TestSocket withSubprotocols(URI base, String pathAndQuery, String... subprotocols) {
        return new TestSocket(at(base, pathAndQuery), List.of(), List.of(subprotocols));
    }

    private static URI at(URI base, String pathAndQuery) {
        return URI.create("ws://" + base.getHost() + ":" + base.getPort() + pathAndQuery);
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    void send(String json) {
        socket.sendText(json, true).join();
    }

    void sendBinary(byte[] bytes) {
        socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
    }

    JsonNode next() {
        try {
            String frame = frames.poll(10, TimeUnit.SECONDS);
            assertThat(frame).as("an event within 10 s").isNotNull();
            return WireCodec.json().readTree(frame);
        } catch (InterruptedException | com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next event, which must be of this type. */
    JsonNode expect(String type) {
        JsonNode event = next();
        assertThat(event.path("type").asText()).as(event.toString()).isEqualTo(type);
        return event;
    }

    /** All events up to and with the first of this type. */
    List<JsonNode> until(String type) {
        List<JsonNode> events = new ArrayList<>();
        do {
            events.add(next());
        } while (!events.getLast().path("type").asText().equals(type));
        return events;
    }

    static List<String> types(List<JsonNode> events) {
        return events.stream().map(e -> e.path("type").asText()).toList();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
