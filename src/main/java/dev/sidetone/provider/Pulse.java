package dev.sidetone.provider;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks now and then whether the other end lives. A live one answers, so that silence that lasts
 * means a connection that nobody told us is gone.
 */
final class Pulse {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final WebSocket socket;
    private final FrameReader frames;
    private final Duration patience;
    private final ScheduledFuture<?> ticking;

    Pulse(WebSocket socket, FrameReader frames, Duration patience, ScheduledExecutorService clock) {
        this.socket = socket;
        this.frames = frames;
        this.patience = patience;
        long pause = Math.max(1, Math.min(patience.toMillis() / 3, LONGEST_PAUSE.toMillis()));
        this.ticking = clock.scheduleWithFixedDelay(this::ask, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop() {
        ticking.cancel(false);
    }

    /** Whoever hears of the end may wait, and this clock is not theirs alone. */
    private void ask() {
        if (frames.over()) {
            stop();
        } else if (System.nanoTime() - frames.lastSign() > patience.toNanos()) {
            stop();
            socket.abort();
            Thread.startVirtualThread(() ->
                    frames.broken(
                            "nothing was heard of the provider for "
                                    + patience.toMillis()
                                    + " ms"));
        } else if (!socket.isOutputClosed()) {
            socket.sendPing(ByteBuffer.allocate(0)).exceptionally(_ -> socket).isDone();
        }
    }
}
