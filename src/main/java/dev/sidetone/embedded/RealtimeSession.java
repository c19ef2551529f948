package dev.sidetone.embedded;

import dev.sidetone.telemetry.Quiet;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The actor of one embedded session: a virtual thread that owns a {@link SessionCore} and takes
 * what is to be done out of a bounded mailbox.
 *
 * <p>Overflow: a client's events wait for room, which slows its socket down; audio of a media leg
 * is dropped, newest first, and counted; a media leg's other news that finds no room ends the call;
 * answers of the engines wait.
 */
final class RealtimeSession {

    static final Duration LIFETIME = Duration.ofMinutes(60);

    private static final Logger LOG = Logger.getLogger(RealtimeSession.class);
    private static final int MAILBOX = 1_024;
    private static final String ENDED = "the session has ended";

    private final BlockingQueue<Runnable> mailbox = new ArrayBlockingQueue<>(MAILBOX);

    /** Everybody connected, and of those the ones that were greeted and take part. */
    private final List<SessionClient> connected = new CopyOnWriteArrayList<>();

    private final List<SessionClient> clients = new CopyOnWriteArrayList<>();
    private final Missed missed = new Missed();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicLong droppedAudio = new AtomicLong();
    private final EngineWork work;
    private final SessionCore core;
    private final Runnable onEnd;
    private final long deadline = System.nanoTime() + LIFETIME.toNanos();

    RealtimeSession(
            SessionConfig config, EngineAccess engines, Optional<MediaLeg> leg, Runnable onEnd) {
        this.onEnd = onEnd;
        work = new EngineWork(engines, this::post);
        core = new SessionCore(config, leg, work, this::broadcast);
    }

    /** Starts the actor; call once. */
    void start() {
        Thread.ofVirtual().name("realtime-" + core.config().id()).start(this::run);
    }

    /** Greets a peer over a socket, tells it what it missed and lets it take part from here on. */
    void attach(SessionClient client) {
        connect(client);
        post(() -> {
            greet(client);
            missed.joined().forEach(told -> client.send(told.event(), told.json()));
        });
    }

    private void connect(SessionClient client) {
        connected.add(client);
        if (!open.get()) {
            client.close(1000, ENDED);
        }
    }

    private void greet(SessionClient client) {
        clients.add(client);
        send(client, core.greeting());
    }

    /** Greets the peer on the data channel; its caller must not wait. */
    void attachNow(SessionClient client) {
        connect(client);
        must(() -> greet(client));
    }

    /** As {@link #receive}, for a caller that must not wait. */
    void receiveNow(SessionClient client, String frame) {
        switch (Inbound.read(frame)) {
            case Inbound.Bad(var error) -> send(client, error(error));
            case Inbound.Event(var event) -> must(() -> handle(client, event));
        }
    }

    /** Audio of the media leg; dropped and counted when the mailbox is full. */
    void audio(short[] pcm, int rate) {
        if (!mailbox.offer(() -> core.audio(pcm, rate))) {
            droppedAudio.incrementAndGet();
        }
    }

    /** The media leg began to play the item. */
    void playing(String itemId) {
        must(() -> core.playing(itemId));
    }

    /** The media leg played all of the item. */
    void played(String itemId) {
        must(() -> core.played(itemId));
    }

    private void must(Runnable message) {
        if (open.get() && !mailbox.offer(message)) {
            LOG.error("a call could not keep up with its events and is ended");
            Thread.ofVirtual().start(() -> end(1013, "session_overloaded"));
        }
    }

    /** The peer that was attached takes no part any more. */
    void detach(SessionClient client) {
        post(() -> {
            missed.left();
            connected.remove(client);
            clients.remove(client);
        });
    }

    /** A text frame of a peer. Waits while the mailbox is full. */
    void receive(SessionClient client, String frame) {
        switch (Inbound.read(frame)) {
            case Inbound.Bad(var error) -> send(client, error(error));
            case Inbound.Event(var event) -> post(() -> handle(client, event));
        }
    }

    /** A binary frame of a peer, which no protocol event is. */
    void refuseBinary(SessionClient client) {
        send(
                client,
                error(
                        WireError.invalidRequest(
                                "invalid_event",
                                "Binary frames are not supported; send one JSON event per text frame.",
                                null,
                                null)));
    }

    private void handle(SessionClient client, ClientEvent event) {
        core.handle(event, answer -> send(client, answer));
    }

    /** Ends the session and everybody's connection. Idempotent. */
    void end(int code, String reason) {
        if (open.compareAndSet(true, false)) {
            mailbox.offer(() -> {});
            for (SessionClient client : connected) {
                client.close(code, reason);
            }
            onEnd.run();
        }
    }

    private void run() {
        try {
            while (open.get()) {
                long left = deadline - System.nanoTime();
                Runnable next = mailbox.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
                if (next != null) {
                    step(next);
                } else if (left <= 0) {
                    expire();
                }
            }
        } catch (InterruptedException _) {
            end(1001, "the service stops");
        } finally {
            core.close();
            work.close();
            if (droppedAudio.get() > 0) {
                LOG.warnf(
                        "%d audio frames of a call were dropped as the session was too busy; see"
                                + " whether the machine is overloaded",
                        droppedAudio.get());
            }
        }
    }

    private void step(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException e) {
            LOG.error("a realtime session failed at one event and goes on", Quiet.of(e));
            broadcast(
                    error(
                            WireError.server(
                                    "internal_error",
                                    "The service failed at this event; the session goes on. The"
                                            + " log of the service names the cause.")));
        }
    }

    private void expire() {
        broadcast(
                error(
                        WireError.invalidRequest(
                                "session_expired",
                                "Your session hit the maximum duration of 60 minutes.",
                                null,
                                null)));
        end(1000, "session_expired");
    }

    private void post(Runnable message) {
        try {
            boolean placed = false;
            while (open.get() && !placed) {
                placed = mailbox.offer(message, 1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void broadcast(ServerEvent event) {
        String json = WireCodec.write(event);
        missed.happened(event, json);
        for (SessionClient client : clients) {
            client.send(event, json);
        }
    }

    private static void send(SessionClient client, ServerEvent event) {
        client.send(event, WireCodec.write(event));
    }

    private static ServerEvent error(WireError error) {
        return new ServerEvent.ErrorEvent(Ids.event(), error);
    }
}
