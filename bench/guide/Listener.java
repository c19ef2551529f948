import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The product's recogniser, over the wire: the packaged service, hearing what a held key would send. */
final class Listener implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    private final Process service;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    Listener(Path workspace) throws Exception {
        int port = freePort();
        address = "127.0.0.1:" + port;
        Path home = Files.createTempDirectory("sidetone-bench-");
        var builder =
                new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED",
                        "-jar", JAR.toString());
        builder.environment().put("SIDETONE_HOME", home.toString());
        builder.environment().put("SIDETONE_PORT", String.valueOf(port));
        builder.environment().put("SIDETONE_WORKSPACE", workspace.toString());
        builder.environment().putIfAbsent("SIDETONE_MODELS_DIR", Path.of(System.getProperty("user.home"), ".sidetone/models").toString());
        service = builder.redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(service::destroy));
        awaitSpeech();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitSpeech() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://" + address + "/v1/speech")).build();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        String last = "";
        while (System.nanoTime() < end && service.isAlive()) {
            try {
                last = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
                if (JSON.readTree(last).path("state").asText().equals("ready")) {
                    return;
                }
            } catch (IOException e) {
                last = e.toString();
            }
            service.waitFor(200, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException("the service has no speech: " + last);
    }

    /** What it understands, told to expect {@code names} as a call tells it. */
    String hear(byte[] pcm, List<String> names) throws Exception {
        var events = new LinkedBlockingQueue<JsonNode>();
        WebSocket socket =
                http.newWebSocketBuilder()
                        .buildAsync(URI.create("ws://" + address + "/v1/realtime?model=sidetone-embedded"), new Events(events))
                        .get(10, TimeUnit.SECONDS);
        try {
            send(socket, session(names));
            for (int from = 0; from < pcm.length; from += 48_000) {
                byte[] part = java.util.Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + 48_000));
                send(socket, event("input_audio_buffer.append").put("audio", Base64.getEncoder().encodeToString(part)));
            }
            send(socket, event("input_audio_buffer.commit"));
            return transcript(events);
        } finally {
            socket.abort();
        }
    }

    private static ObjectNode session(List<String> names) {
        ObjectNode event = event("session.update");
        ObjectNode session = event.putObject("session").put("type", "realtime");
        session.putArray("output_modalities").add("text");
        ObjectNode input = session.putObject("audio").putObject("input");
        input.putObject("format").put("type", "audio/pcm").put("rate", 24_000);
        input.putNull("turn_detection");
        ObjectNode transcription = input.putObject("transcription").put("model", "whisper-base");
        if (!names.isEmpty()) {
            transcription.put("prompt", "Names that may occur: " + String.join(", ", names) + ".");
            var keywords = transcription.putArray("keywords");
            names.forEach(keywords::add);
        }
        return event;
    }

    private static String transcript(BlockingQueue<JsonNode> events) throws Exception {
        for (;;) {
            JsonNode event = events.poll(60, TimeUnit.SECONDS);
            if (event == null) {
                throw new IllegalStateException("nothing was heard within 60 s");
            }
            String type = event.path("type").asText();
            if (type.equals("conversation.item.input_audio_transcription.completed")) {
                return event.path("transcript").asText();
            }
            if (type.equals("error") || type.endsWith("transcription.failed")) {
                throw new IllegalStateException(event.toString());
            }
        }
    }

    private static ObjectNode event(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static void send(WebSocket socket, ObjectNode event) throws Exception {
        socket.sendText(event.toString(), true).get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        http.close();
        service.destroy();
    }

    private record Events(BlockingQueue<JsonNode> queue, StringBuilder text) implements WebSocket.Listener {

        Events(BlockingQueue<JsonNode> queue) {
            this(queue, new StringBuilder());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    queue.add(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, data, last);
        }
    }
}
