package dev.sidetone.provider;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Asks now and then whether the other end lives. A live one answers, so that silence that lasts
 * means a connection that nobody told us is gone. Where pings were answered before, two that are
 * not are enough; otherwise the patience of the configuration counts.
 */
final class Pulse {

    /** How often is asked, and how long a mark may be without its pong. */
    record Pace(Duration pause, Duration mark) {

        static final Pace USUAL = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(3));
    }

    private final WebSocket socket;
    private final FrameReader frames;
    private final Duration patience;
    private final Duration pause;
    private final Duration markPatience;
    private final ScheduledExecutorService clock;
    private long newest = Marks.NONE;
    private volatile boolean stopped;
    private volatile Future<?> next = CompletableFuture.completedFuture(null);

    Pulse(
            WebSocket socket,
            FrameReader frames,
            Duration patience,
            Pace pace,
            ScheduledExecutorService clock) {
        this.socket = socket;
        this.frames = frames;
        this.patience = patience;
        this.pause =
                Duration.ofMillis(
                        Math.max(1, least(patience.dividedBy(3), pace.pause()).toMillis()));
        this.markPatience = pace.mark();
        this.clock = clock;
        clock.execute(this::ask);
        frames.whenOver(this::stop);
    }

    /** What waits to ask holds the connection in memory. */
    void stop() {
        stopped = true;
        next.cancel(false);
    }

    private void ask() {
        if (stopped || frames.over()) {
            return;
        }
        Duration allowed =
                frames.answersPings() ? least(patience, pause.multipliedBy(2)) : patience;
        long silent = System.nanoTime() - frames.lastSign();
        if (silent > allowed.toNanos()) {
            broken("nothing was heard of the provider for " + allowed.toMillis() + " ms");
            return;
        }
        ping(Marks.NONE);
        next = clock.schedule(this::ask, pause.toMillis(), TimeUnit.MILLISECONDS);
        if (stopped) {
            next.cancel(false);
        }
    }

    /**
     * Asks whether everything up to a mark was read. One that gives marks back and this one not is
     * lost, although it may still speak: what is sent to it goes nowhere.
     *
     * @param arrived whether it is known meanwhile
     */
    void mark(long mark, BooleanSupplier arrived) {
        ping(mark);
        expect(arrived);
    }

    private void expect(BooleanSupplier arrived) {
        try {
            Future<?> _ =
                    clock.schedule(
                            () -> missed(arrived), markPatience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            stop();
        }
    }

    private void missed(BooleanSupplier arrived) {
        if (stopped || frames.over() || arrived.getAsBoolean() || !frames.repeatsMarks()) {
            return;
        }
        if (frames.heldWithin(markPatience)) {
            expect(arrived);
            return;
        }
        broken("what was sent was not read for " + markPatience.toMillis() + " ms");
    }

    /** Of several pings only the newest may be answered, so each asks for all marks before it. */
    private synchronized void ping(long mark) {
        newest = Math.max(newest, mark);
        socket.writePing(Buffer.buffer(Marks.write(newest))).onFailure(_ -> notTaken());
    }

    /** What is closed says so itself, with its code. */
    private void notTaken() {
        if (!stopped && !socket.isClosed()) {
            broken("it takes nothing any more");
        }
    }

    private void broken(String why) {
        stop();
        frames.broken(why);
        HttpSocket.abort(socket);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
