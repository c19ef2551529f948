package dev.sidetone.appserver;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** The socket of a client. Thread-safe. */
public interface ClientSocket {

    /** Never waits; done when the message has left. */
    CompletionStage<?> send(String message);

    /** The reason is seen by the client, at most 123 bytes. */
    void close(int code, String reason);

    /** A client that came over a WebSocket. */
    static ClientSocket of(WebSocketConnection connection) {
        return new Connected(connection);
    }

    /** A WebSocket. */
    record Connected(WebSocketConnection connection) implements ClientSocket {

        private static final Logger LOG = Logger.getLogger(ClientSocket.class);

        @Override
        public CompletionStage<?> send(String message) {
            return connection.sendText(message).subscribeAsCompletionStage();
        }

        @Override
        public void close(int code, String reason) {
            connection
                    .close(new CloseReason(code, reason))
                    .subscribe()
                    .with(_ -> {}, e -> LOG.debugf("not closed: %s", e.getMessage()));
        }
    }
}
