package dev.sidetone.provider;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks now and then whether the other end lives. A live one answers, so that silence that lasts
 * means a connection that nobody told us is gone: the network may say nothing, and the JDK's
 * WebSocket forgets an end that arrives while it hands over an event. Where pings were answered
 * before, two that are not are enough; otherwise the patience of the configuration counts.
 */
final class Pulse {

    static final Duration PAUSE = Duration.ofSeconds(10);

    private final WebSocket socket;
    private final FrameReader frames;
    private final Duration patience;
    private final Duration pause;
    private final ScheduledFuture<?> ticking;

    Pulse(
            WebSocket socket,
            FrameReader frames,
            Duration patience,
            Duration longestPause,
            ScheduledExecutorService clock) {
        this.socket = socket;
        this.frames = frames;
        this.patience = patience;
        long ms = Math.max(1, Math.min(patience.toMillis() / 3, longestPause.toMillis()));
        this.pause = Duration.ofMillis(ms);
        this.ticking = clock.scheduleWithFixedDelay(this::ask, 0, ms, TimeUnit.MILLISECONDS);
    }

    void stop() {
        ticking.cancel(false);
    }

    private void ask() {
        Duration allowed =
                frames.answersPings() ? least(patience, pause.multipliedBy(2)) : patience;
        long silent = System.nanoTime() - frames.lastSign();
        if (frames.over()) {
            stop();
        } else if (silent > allowed.toNanos()) {
            broken("nothing was heard of the provider for " + allowed.toMillis() + " ms");
        } else if (!socket.isOutputClosed()) {
            socket.sendPing(ByteBuffer.allocate(0))
                    .whenComplete((_, failed) -> sent(failed))
                    .isDone();
        }
    }

    private void sent(@Nullable Throwable failed) {
        if (failed != null && !frames.over()) {
            broken("it takes nothing any more");
        }
    }

    /** Whoever hears of the end may wait, and this clock is not theirs alone. */
    private void broken(String why) {
        stop();
        socket.abort();
        Thread.startVirtualThread(() -> frames.broken(why));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
