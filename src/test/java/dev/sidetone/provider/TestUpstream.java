package dev.sidetone.provider;

import static org.awaitility.Awaitility.await;

import dev.sidetone.config.ModelProvider;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A real server on loopback that behaves as a test tells it to: answers late, wrongly or not at
 * all, refuses upgrades, cuts sockets in the middle of a frame, says things twice.
 */
public final class TestUpstream implements AutoCloseable {

    /** A request as it came. Header names are in lower case. */
    public record Seen(String method, String uri, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    public final List<Seen> requests = new CopyOnWriteArrayList<>();

    /** Of a connection that is made ready; nobody waits for their answers. */
    public final List<Seen> knocks = new CopyOnWriteArrayList<>();

    public final List<Seen> upgradeRequests = new CopyOnWriteArrayList<>();
    public final List<String> frames = new CopyOnWriteArrayList<>();

    public final AtomicInteger pings = new AtomicInteger();

    /** So many requests fail before the others are answered. */
    public final AtomicInteger failures = new AtomicInteger();

    /** The next answers have these statuses; then {@link #status} holds. */
    public final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    /** The next upgrades get these statuses; then {@link #upgradeStatus} holds. */
    public final Queue<Integer> upgradeStatuses = new ConcurrentLinkedQueue<>();

    public volatile int status = 201;
    public volatile String location = "/v1/realtime/calls/rtc_abc";
    public volatile String contentType = "application/sdp";
    public volatile String body = "v=0 answer";
    public volatile int upgradeStatus = 101;
    public volatile boolean silent;
    public volatile boolean upgradesHeld;
    public volatile boolean answersHeld;
    public volatile Consumer<ServerWebSocket> onSocket = _ -> {};
    private final Queue<HttpServerRequest> slow = new ConcurrentLinkedQueue<>();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final Connections http = TestProviders.connections();
    private final HttpServer server;

    private record Connection(HttpServerRequest request, ServerWebSocket socket) {}

    public TestUpstream() {
        this.server =
                vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                        .requestHandler(this::answer)
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    ModelProvider provider() {
        return TestProviders.at(base());
    }

    public String base() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    /** What calls go through to it; it never pauses between tries. */
    public RealtimeProviders providers() {
        var provider = TestProviders.provider(provider(), http, _ -> {});
        return () -> provider;
    }

    int port() {
        return server.actualPort();
    }

    /** The paths of all upgrades, with their queries. */
    public List<String> upgrades() {
        return upgradeRequests.stream().map(Seen::uri).toList();
    }

    public int sockets() {
        return connections.size();
    }

    /** A client may know of its socket before this end does. */
    private Connection last() {
        await().until(() -> !connections.isEmpty());
        return connections.getLast();
    }

    /** Says it on the newest socket. */
    public void says(String frame) {
        last().socket().writeTextMessage(frame);
    }

    /** Says everything so many times over before the next. */
    public void repeats(int times, List<String> frames) {
        frames.forEach(
                frame -> java.util.stream.IntStream.range(0, times).forEach(_ -> says(frame)));
    }

    /**
     * Ends the newest connection without a word: after five bytes of a frame of 256. What comes
     * after this is not read; from a handler of the connection it is over a moment later.
     */
    public void cut() {
        Channel channel = newest();
        ChannelHandlerContext below = channel.pipeline().firstContext();
        byte[] begun = {(byte) 0x81, 126, 1, 0, '{', '"', 't', 'y', 'p'};
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        below.writeAndFlush(Unpooled.wrappedBuffer(begun)).addListener(_ -> below.close());
        if (!channel.eventLoop().inEventLoop()) {
            channel.closeFuture().syncUninterruptibly();
        }
    }

    /** From now on the newest socket takes nothing in, pings neither. */
    public void deafen() {
        Channel channel = newest();
        channel.eventLoop().submit(() -> channel.config().setAutoRead(false)).syncUninterruptibly();
    }

    private Channel newest() {
        return ((ConnectionBase) last().request().connection()).channel();
    }

    public void closes(int code, String reason) {
        last().socket().close((short) code, reason);
    }

    /** By hand, because Quarkus switches Vert.x's own WebSocket handlers off in its JVM. */
    private void upgrade(HttpServerRequest request) {
        if (upgradesHeld) {
            return;
        }
        Integer next = upgradeStatuses.poll();
        int answer = next == null ? upgradeStatus : next;
        if (answer == 101) {
            request.toWebSocket().onSuccess(socket -> socket(request, socket));
        } else {
            request.response().setStatusCode(answer).end();
        }
    }

    private void answer(HttpServerRequest request) {
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            upgradeRequests.add(seen(request, ""));
            upgrade(request);
            return;
        }
        request.body()
                .onSuccess(bytes -> {
                    if (request.path().endsWith("/models")) {
                        knocks.add(seen(request, ""));
                        request.response().end("{}");
                        return;
                    }
                    requests.add(seen(request, bytes.toString()));
                    if (answersHeld) {
                        slow.add(request);
                    } else if (!silent) {
                        respond(request);
                    }
                });
    }

    /** Answers the requests that were held back, and those to come. */
    public void releaseAnswers() {
        answersHeld = false;
        for (HttpServerRequest next = slow.poll(); next != null; next = slow.poll()) {
            HttpServerRequest request = next;
            vertx.runOnContext(_ -> respond(request));
        }
    }

    private void respond(HttpServerRequest request) {
        Integer next = statuses.poll();
        boolean fails = failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        if (!location.isEmpty()) {
            request.response().putHeader("Location", location);
        }
        request.response()
                .putHeader("Content-Type", contentType)
                .setStatusCode(fails ? 500 : next == null ? status : next)
                .end(body);
    }

    private static Seen seen(HttpServerRequest request, String body) {
        return new Seen(
                request.method().name(),
                request.uri(),
                request.headers().entries().stream()
                        .collect(
                                Collectors.toMap(
                                        e -> e.getKey().toLowerCase(java.util.Locale.ROOT),
                                        Map.Entry::getValue,
                                        (a, b) -> a + ", " + b)),
                body);
    }

    private void socket(HttpServerRequest request, ServerWebSocket socket) {
        socket.frameHandler(frame -> {
            if (frame.isPing()) {
                pings.incrementAndGet();
            }
        });
        socket.textMessageHandler(frames::add);
        connections.add(new Connection(request, socket));
        onSocket.accept(socket);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        http.close();
    }
}
