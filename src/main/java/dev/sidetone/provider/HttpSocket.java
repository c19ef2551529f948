package dev.sidetone.provider;

import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.dialect.Dialect;
import java.io.IOException;
import java.net.http.WebSocket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/** A {@link WebSocket} that takes one event at a time, from any thread. */
final class HttpSocket implements ProviderSocket {

    private static final long SEND_SECONDS = 10;

    private final WebSocket socket;
    private final Dialect dialect;
    private final FrameReader frames;
    private final Pulse pulse;
    private final ReentrantLock sending = new ReentrantLock();

    HttpSocket(WebSocket socket, Dialect dialect, FrameReader frames, Pulse pulse) {
        this.pulse = pulse;
        this.socket = socket;
        this.dialect = dialect;
        this.frames = frames;
    }

    @Override
    public void send(ClientEvent event) throws ProviderException, InterruptedException {
        sending.lockInterruptibly();
        try {
            for (String text : dialect.write(event)) {
                socket.sendText(text, true).get(SEND_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw lost(new IOException(e.getCause()));
        } catch (TimeoutException e) {
            throw lost(new IOException("nothing was taken for " + SEND_SECONDS + " s", e));
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void close() {
        frames.silence();
        pulse.stop();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .orTimeout(1, TimeUnit.SECONDS)
                .whenComplete((_, _) -> socket.abort())
                .isDone();
    }

    private ProviderException lost(IOException why) {
        socket.abort();
        frames.broken("sending failed: " + why.getMessage());
        return new ProviderException(
                ProviderException.Kind.UNREACHABLE, "The realtime connection broke.", why);
    }
}
