package dev.sidetone.appserver;

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

/** {@code WS /rpc}: JSON-RPC in the dialect of the Codex app-server. */
@WebSocket(path = "/rpc")
class RpcEndpoint {

    private final RpcSockets sockets;

    @Inject
    RpcEndpoint(RpcSockets sockets) {
        this.sockets = sockets;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        sockets.opened(connection);
    }

    @OnTextMessage
    @NonBlocking
    void message(String text, WebSocketConnection connection) {
        sockets.text(text, connection);
    }

    @OnBinaryMessage
    @NonBlocking
    void binary(Buffer ignored, WebSocketConnection connection) {
        sockets.binary(connection);
    }

    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        sockets.failed(failure, connection);
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        sockets.closed(connection);
    }
}
