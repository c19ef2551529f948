package dev.sidetone.provider;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What all providers share: pooled clients, and a clock that asks whether sockets live. */
final class Connections implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_KNOCKS = Duration.ofSeconds(20);
    private static final int LONGEST_EVENT = 32 * 1024 * 1024;
    private static final int CLOSING_SECONDS = 1;

    /** Listeners wait on these while a call is slow to take what its provider sends. */
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("provider-", 0).factory());

    private final ScheduledThreadPoolExecutor pings =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("provider-pings").factory());

    private final Map<String, Long> knocks = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final HttpClient client;
    private final WebSocketClient sockets;

    /** Trusts whom this Java trusts. */
    Connections(Vertx vertx) {
        this(vertx, HttpClient.newBuilder(), socketOptions());
    }

    /** Redirects are not followed: what is sent holds the key. */
    Connections(Vertx vertx, HttpClient.Builder client, WebSocketClientOptions sockets) {
        pings.setRemoveOnCancelPolicy(true);
        this.vertx = vertx;
        this.client =
                client.version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .executor(threads)
                        .build();
        this.sockets = vertx.createWebSocketClient(sockets);
    }

    /** Every call has a socket of its own, and one event may be long: it may carry sound. */
    static WebSocketClientOptions socketOptions() {
        return new WebSocketClientOptions()
                .setMaxConnections(Integer.MAX_VALUE)
                .setMaxFrameSize(LONGEST_EVENT)
                .setMaxMessageSize(LONGEST_EVENT)
                .setClosingTimeout(CLOSING_SECONDS);
    }

    HttpClient client() {
        return client;
    }

    /** One that does not connect yet. */
    ClientWebSocket socket() {
        return sockets.webSocket();
    }

    /**
     * Connects it, from its own event loop: asked from elsewhere, Vert.x may begin to read before
     * it sets the handlers, and what came with the handshake would be lost.
     */
    CompletableFuture<WebSocket> connect(ClientWebSocket socket, WebSocketConnectOptions where) {
        var opening = new CompletableFuture<WebSocket>();
        vertx.getOrCreateContext()
                .runOnContext(_ ->
                        socket.connect(where)
                                .onSuccess(opening::complete)
                                .onFailure(opening::completeExceptionally));
        return opening;
    }

    /** The proxy that this Java was told to use for such an address, as the HTTP client does. */
    static @Nullable ProxyOptions proxy(URI at) {
        String scheme = at.getScheme().equalsIgnoreCase("wss") ? "https" : "http";
        URI asHttp = URI.create(scheme + "://" + at.getRawAuthority());
        return Optional.ofNullable(ProxySelector.getDefault()).stream()
                .flatMap(selector -> selector.select(asHttp).stream())
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(Proxy::address)
                .map(InetSocketAddress.class::cast)
                .map(address ->
                        new ProxyOptions()
                                .setType(ProxyType.HTTP)
                                .setHost(address.getHostString())
                                .setPort(address.getPort()))
                .findFirst()
                .orElse(null);
    }

    /** Runs it on a thread of its own; after the end of all connections nobody waits for it. */
    void start(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException _) {
            LOG.debug("nothing is heard any more: the connections are closed");
        }
    }

    /**
     * Whether nobody has knocked there for a while, so that it is worth it; knowing makes it so.
     */
    boolean cold(URI where) {
        var worth = new AtomicBoolean();
        long now = System.nanoTime();
        knocks.compute(
                String.valueOf(where.getRawAuthority()),
                (_, last) -> {
                    worth.set(last == null || now - last > BETWEEN_KNOCKS.toNanos());
                    return worth.get() || last == null ? now : last;
                });
        return worth.get();
    }

    ScheduledExecutorService pings() {
        return pings;
    }

    @Override
    public void close() {
        pings.shutdownNow();
        sockets.close();
        client.shutdownNow();
        threads.shutdownNow();
    }
}
