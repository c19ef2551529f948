package dev.sidetone.provider;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens a realtime socket and says in words why it could not. */
final class SocketOpener {

    private static final String WHAT = "The realtime connection could not be opened";
    private static final long HANDSHAKE_SECONDS = 10;

    /** Puts the bearer on a handshake. */
    interface Authoriser {
        void onto(WebSocket.Builder builder);
    }

    private SocketOpener() {}

    static ProviderSocket open(
            HttpClient client, Authoriser authoriser, URI uri, ProviderListener listener)
            throws ProviderException, InterruptedException {
        var builder = client.newWebSocketBuilder().connectTimeout(HttpRealtimeProvider.CONNECT);
        authoriser.onto(builder);
        var frames = new FrameReader(listener);
        CompletableFuture<WebSocket> opening = builder.buildAsync(uri, frames);
        try {
            return new HttpSocket(opening.get(HANDSHAKE_SECONDS, TimeUnit.SECONDS), frames);
        } catch (ExecutionException e) {
            throw explain(uri, e.getCause() instanceof Throwable cause ? cause : e);
        } catch (TimeoutException e) {
            abandon(opening);
            throw new ProviderException(
                    ProviderException.Kind.TIMED_OUT,
                    "%s: %s did not answer in %d s. Check the network."
                            .formatted(WHAT, uri.getRawAuthority(), HANDSHAKE_SECONDS),
                    e);
        } catch (InterruptedException e) {
            abandon(opening);
            throw e;
        }
    }

    static ProviderException unreachable(String what, URI uri, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new ProviderException(
                ProviderException.Kind.UNREACHABLE,
                "%s: no connection to %s (%s). Check the provider's base URL and the network."
                        .formatted(what, uri.getRawAuthority(), why),
                e);
    }

    private static void abandon(CompletableFuture<WebSocket> opening) {
        opening.thenAccept(WebSocket::abort).isDone();
        opening.cancel(true);
    }

    private static ProviderException explain(URI uri, Throwable cause) {
        return switch (cause) {
            case WebSocketHandshakeException refused ->
                    Refusal.of(WHAT, uri, refused.getResponse().statusCode(), body(refused));
            case IOException broken -> unreachable(WHAT, uri, broken);
            default -> unreachable(WHAT, uri, new IOException(cause));
        };
    }

    private static String body(WebSocketHandshakeException refused) {
        return refused.getResponse().body() instanceof String text ? text : "";
    }
}
