import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs the packaged service once, briefly, as its users do: start, pages, a JSON-RPC client, calls
 * with a provider that speaks and asks the agent. What the JVM learns of classes and methods goes
 * into {@code app.aot} beside the jar (JEP 514, 515): later starts take half the time, and the
 * first calls are as quick as later ones were. Arguments: the folder of the packaged
 * application, then JVM options, which must be those of later runs. Without success the build goes
 * on: the cache is a matter of speed only.
 */
public final class TrainingRun {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** As many as the compilers need to see what calls do often. */
    private static final int CALLS = 80;

    private static final int TURNS = 5;

    /** On a slow machine fewer will do. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String OFFER =
            String.join(
                    "\\r\\n",
                    "v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                    "c=IN IP4 0.0.0.0", "a=mid:0", "a=ice-ufrag:offr", "a=ice-pwd:offerofferofferofferoffer",
                    "a=setup:actpass", "a=sendrecv", "a=rtpmap:111 opus/48000/2", "");

    private final Path app;
    private final Path home;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final StringBuilder piece = new StringBuilder();
    private final TrainingProvider provider = new TrainingProvider();

    private TrainingRun(Path app) throws IOException {
        this.app = app;
        this.home = Files.createTempDirectory("sidetone-training");
        try (var probe = new ServerSocket(0)) {
            this.address = "127.0.0.1:" + probe.getLocalPort();
        }
    }

    public static void main(String... args) throws Exception {
        var run = new TrainingRun(Path.of(args[0]));
        try {
            run.train(List.of(args).subList(1, args.length));
        } catch (IOException e) {
            System.err.println("No AOT cache, later starts take longer: " + e.getMessage());
        } finally {
            run.provider.close();
            run.sweep();
        }
    }

    private void train(List<String> options) throws Exception {
        PlainJars.rewrite(app);
        Path cache = app.resolve("app.aot");
        Path log = home.resolve("log");
        Process service = start(options, cache, log);
        try {
            exercise(service);
        } catch (Exception e) {
            service.destroyForcibly();
            throw new IOException(e + "\n" + Files.readString(log), e);
        }
        service.destroy();
        if (!service.waitFor(LIMIT) || !Files.exists(cache)) {
            service.destroyForcibly();
            throw new IOException("the service did not leave " + cache + "\n" + Files.readString(log));
        }
    }

    private Process start(List<String> options, Path cache, Path log) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-jar"));
        command.add(app.resolve("quarkus-run.jar").toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        var env = builder.environment();
        env.keySet().removeIf(name -> name.startsWith("SIDETONE_"));
        env.put("SIDETONE_HOME", home.toString());
        env.put("SIDETONE_PORT", address.substring(address.indexOf(':') + 1));
        env.put("SIDETONE_MODELS", "off");
        env.put("SIDETONE_PROVIDER_URL", provider.url());
        env.put("SIDETONE_PROVIDER_KEY", "training");
        return builder.start();
    }

    private void exercise(Process service) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (status("/readyz") != 200) {
            if (!service.isAlive() || System.nanoTime() > end) {
                throw new IOException("the service did not come up");
            }
            Thread.sleep(50);
        }
        for (String page : List.of("/", "/conversations", "/settings", "/api/v1/workspace")) {
            if (status(page) != 200) {
                throw new IOException(page + " answered " + status(page));
            }
        }
        awaitIndex();
        talk();
        embedded();
    }

    /** Until then the agent waits for it, and too few calls would be trained. */
    private void awaitIndex() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://" + address + "/api/v1/workspace")).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end
                && !http.send(request, BodyHandlers.ofString()).body().contains("\"ready\"")) {
            Thread.sleep(100);
        }
    }

    private int status(String path) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
            return http.send(request, BodyHandlers.ofString()).statusCode();
        } catch (IOException _) {
            return 0;
        }
    }

    /** A client that makes a conversation and a call in it, over and over. */
    private void talk() throws Exception {
        WebSocket socket = open("/rpc");
        ask(socket, "initialize", """
                {"clientInfo": {"name": "training", "version": "1"}, "capabilities": {"experimentalApi": true}}""");
        send(socket, "{\"method\": \"initialized\"}");
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int call = 0; call < CALLS && System.nanoTime() < end; call++) {
            String thread = ask(socket, "thread/start", "{}").replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
            String id = "\"threadId\": \"" + thread + "\"";
            request(socket, "thread/realtime/start", "{" + id + ", \"outputModality\": \"audio\", \"transport\": "
                    + "{\"type\": \"webrtc\", \"sdp\": \"" + OFFER + "\"}}");
            await("thread/realtime/sdp");
            await("Words.");
            request(socket, "thread/realtime/appendText", "{" + id + ", \"text\": \"What does this project do?\"}");
            await("Words.");
            request(socket, "thread/realtime/stop", "{" + id + "}");
            await("thread/realtime/closed");
        }
        close(socket);
    }

    /** A client of the embedded provider, which the calls above do without. */
    private void embedded() throws Exception {
        WebSocket socket = open("/v1/realtime?model=training");
        await("session.created");
        for (int turn = 0; turn < TURNS; turn++) {
            send(socket, "{\"type\": \"conversation.item.create\", \"item\": {\"type\": \"message\", \"role\": \"user\", "
                    + "\"content\": [{\"type\": \"input_text\", \"text\": \"What does this project do?\"}]}}");
            send(socket, "{\"type\": \"response.create\", \"response\": {\"output_modalities\": [\"text\"]}}");
            await("response.done");
        }
        close(socket);
    }

    private WebSocket open(String path) throws Exception {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + address + path), new Listener())
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static void close(WebSocket socket) throws Exception {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** The result as it came; ids start at its member {@code result}. */
    private String ask(WebSocket socket, String method, String params) throws Exception {
        request(socket, method, params);
        String answer = await("\"id\":\"" + method + "\"");
        int result = answer.indexOf("\"result\"");
        if (result < 0) {
            throw new IOException(answer);
        }
        return answer.substring(result);
    }

    /** What it leads to may be told before it is answered. */
    private static void request(WebSocket socket, String method, String params) throws Exception {
        send(socket, "{\"id\": \"" + method + "\", \"method\": \"" + method + "\", \"params\": " + params + "}");
    }

    private static void send(WebSocket socket, String text) throws Exception {
        socket.sendText(text, true).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private String await(String part) throws InterruptedException, IOException {
        String last = "nothing";
        for (;;) {
            String message = told.poll(30, TimeUnit.SECONDS);
            if (message == null) {
                throw new IOException("nothing with " + part + " was told, but last: " + last);
            }
            if (message.contains(part)) {
                return message;
            }
            last = message;
        }
    }

    private void sweep() throws IOException {
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private final class Listener implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            piece.append(data);
            if (last) {
                told.add(piece.toString());
                piece.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
