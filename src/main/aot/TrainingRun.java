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
 * Runs the packaged service once, briefly, as its users do: start, pages, a JSON-RPC client, a call
 * in text. What the JVM learns of classes and methods goes into {@code app.aot} beside the jar
 * (JEP 514, 515), and later starts take a third of the time. Arguments: the folder of the packaged
 * application, then JVM options, which must be those of later runs. Without success the build goes
 * on: the cache is a matter of speed only.
 */
public final class TrainingRun {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Path app;
    private final Path home;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final StringBuilder piece = new StringBuilder();

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
        talk();
    }

    private int status(String path) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
            return http.send(request, BodyHandlers.ofString()).statusCode();
        } catch (IOException _) {
            return 0;
        }
    }

    /** A client that makes a conversation and a call in it, several times over. */
    private void talk() throws Exception {
        WebSocket socket =
                http.newWebSocketBuilder()
                        .buildAsync(URI.create("ws://" + address + "/rpc"), new Listener())
                        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        ask(socket, "initialize", """
                {"clientInfo": {"name": "training", "version": "1"}, "capabilities": {"experimentalApi": true}}""");
        send(socket, "{\"method\": \"initialized\"}");
        for (int call = 0; call < 5; call++) {
            String thread = ask(socket, "thread/start", "{}").replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
            String id = "\"threadId\": \"" + thread + "\"";
            ask(socket, "thread/realtime/start", "{" + id + ", \"outputModality\": \"text\"}");
            await("thread/realtime/started");
            ask(socket, "thread/realtime/appendText", "{" + id + ", \"text\": \"What does this project do?\"}");
            ask(socket, "thread/realtime/stop", "{" + id + "}");
            await("thread/realtime/closed");
        }
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** The result as it came; ids start at its member {@code result}. */
    private String ask(WebSocket socket, String method, String params) throws Exception {
        send(socket, "{\"id\": \"" + method + "\", \"method\": \"" + method + "\", \"params\": " + params + "}");
        String answer = await("\"id\":\"" + method + "\"");
        int result = answer.indexOf("\"result\"");
        if (result < 0) {
            throw new IOException(answer);
        }
        return answer.substring(result);
    }

    private static void send(WebSocket socket, String text) throws Exception {
        socket.sendText(text, true).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private String await(String part) throws InterruptedException, IOException {
        for (;;) {
            String message = told.poll(30, TimeUnit.SECONDS);
            if (message == null) {
                throw new IOException("nothing with " + part + " was told");
            }
            if (message.contains(part)) {
                return message;
            }
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
