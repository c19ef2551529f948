package dev.sidetone.appserver;

import dev.sidetone.session.Sessions;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** {@code WS /rpc}: JSON-RPC in the dialect of the Codex app-server. */
@WebSocket(path = "/rpc")
class RpcEndpoint {

    private static final Logger LOG = Logger.getLogger(RpcEndpoint.class);
    private static final int LONGEST_MESSAGE = 4 * 1024 * 1024;
    private static final int TOO_BIG = 1009;

    private final Methods methods;
    private final Sessions sessions;
    private final Map<String, RpcConnection> connections = new ConcurrentHashMap<>();

    @Inject
    RpcEndpoint(Methods methods, Sessions sessions) {
        this.methods = methods;
        this.sessions = sessions;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        var outbound = new Outbound(connection);
        var client = new Client(outbound, InstantSource.system());
        connections.put(connection.id(), new RpcConnection(client, outbound, methods));
    }

    @OnTextMessage
    @NonBlocking
    void message(String text, WebSocketConnection connection) {
        of(connection).ifPresent(c -> take(c, text));
    }

    @OnBinaryMessage
    @NonBlocking
    void binary(Buffer ignored, WebSocketConnection connection) {
        LOG.debugf("ignored a binary frame of client %s", connection.id());
    }

    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        LOG.debugf(failure, "client %s", connection.id());
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        Optional.ofNullable(connections.remove(connection.id()))
                .ifPresent(c -> {
                    c.stop();
                    sessions.forget(c.client());
                });
    }

    private static void take(RpcConnection connection, String text) {
        if (text.length() > LONGEST_MESSAGE) {
            connection.close(
                    TOO_BIG,
                    "message of %d characters; at most %d"
                            .formatted(text.length(), LONGEST_MESSAGE));
            return;
        }
        connection.take(text);
    }

    private Optional<RpcConnection> of(WebSocketConnection connection) {
        return Optional.ofNullable(connections.get(connection.id()));
    }
}
