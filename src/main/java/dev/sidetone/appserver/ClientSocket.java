package dev.sidetone.appserver;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** The socket of a client. Thread-safe. */
public interface ClientSocket {

    /** How long one that came over a network may take nothing. */
    Duration PATIENCE = Duration.ofSeconds(30);

    /** Never waits; done when the message has left. */
    CompletionStage<?> send(String message);

    /** How long it may take nothing before it is closed; empty: as long as it likes. */
    default Optional<Duration> patience() {
        return Optional.of(PATIENCE);
    }

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
