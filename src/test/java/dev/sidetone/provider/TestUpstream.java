package dev.sidetone.provider;

import dev.sidetone.config.ModelProvider;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A small real server on loopback that behaves as a test tells it to. */
final class TestUpstream implements AutoCloseable {

    record Seen(String method, String uri, String authorization, String contentType, String body) {}

    final List<Seen> requests = new CopyOnWriteArrayList<>();
    final List<String> upgrades = new CopyOnWriteArrayList<>();
    final List<String> frames = new CopyOnWriteArrayList<>();

    /** So many requests fail before the others are answered. */
    final AtomicInteger failures = new AtomicInteger();

    volatile int status = 201;
    volatile String location = "/v1/realtime/calls/rtc_abc";
    volatile String body = "v=0 answer";
    volatile int upgradeStatus = 101;
    volatile Consumer<ServerWebSocket> onSocket = _ -> {};
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    TestUpstream() {
        this.server =
                vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                        .requestHandler(this::answer)
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    ModelProvider provider() {
        return TestProviders.at("http://127.0.0.1:" + port() + "/v1");
    }

    int port() {
        return server.actualPort();
    }

    /** By hand, because Quarkus switches Vert.x's own WebSocket handlers off in its JVM. */
    private void upgrade(HttpServerRequest request) {
        upgrades.add(request.uri());
        if (upgradeStatus == 101) {
            request.toWebSocket().onSuccess(this::socket);
        } else {
            request.response().setStatusCode(upgradeStatus).end();
        }
    }

    private void answer(HttpServerRequest request) {
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            upgrade(request);
            return;
        }
        request.body()
                .onSuccess(bytes -> {
                    requests.add(
                            new Seen(
                                    request.method().name(),
                                    request.uri(),
                                    String.valueOf(request.getHeader("Authorization")),
                                    String.valueOf(request.getHeader("Content-Type")),
                                    bytes.toString()));
                    if (!location.isEmpty()) {
                        request.response().putHeader("Location", location);
                    }
                    int answer = failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? 500 : status;
                    request.response().setStatusCode(answer).end(body);
                });
    }

    private void socket(ServerWebSocket socket) {
        socket.textMessageHandler(frames::add);
        onSocket.accept(socket);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
