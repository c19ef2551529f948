package dev.sidetone.api;

import dev.sidetone.appserver.ClientSocket;
import dev.sidetone.auth.Reader;
import dev.sidetone.telemetry.LogIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * One reader of a call's events. It is told them at its own pace, so a slow one holds up nobody;
 * one that takes nothing for half a minute is closed. Its commands are carried out in their order,
 * 128 may wait.
 */
final class EventSocket {

    static final int POLICY = 1008;

    private static final Logger LOG = Logger.getLogger(EventSocket.class);
    private static final int NORMAL = 1000;
    private static final int TOO_BIG = 1009;
    private static final int UNEXPECTED = 1011;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int LONGEST_COMMAND = 4 * 1024 * 1024;
    private static final int MOST_WAITING = 128;
    private static final int MOST_REFUSALS = 32 * 1024;

    /** How long a reader may take nothing. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Call call;
    private final ClientSocket wire;
    private final Duration patience;
    private final CallBook book;
    private final Reader reader;
    private final Commands commands;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Semaphore refusals = new Semaphore(MOST_REFUSALS);
    private final AtomicBoolean left = new AtomicBoolean();
    private final Thread teller;
    private final Thread worker;

    EventSocket(
            Call call,
            long after,
            ClientSocket wire,
            Duration patience,
            CallBook book,
            Reader reader) {
        this.reader = reader;
        this.call = call;
        this.wire = wire;
        this.patience = patience;
        this.book = book;
        this.commands = new Commands(call, reader);
        call.log().presence().entered();
        CallLog.Reader place = call.log().reader(after);
        this.teller = Thread.ofVirtual().name("events-out").start(() -> tell(place));
        this.worker = Thread.ofVirtual().name("events-in").start(this::work);
    }

    /** A command. Never waits. */
    void take(String text) {
        if (text.length() > LONGEST_COMMAND) {
            wire.close(TOO_BIG, "a command is at most %d characters".formatted(LONGEST_COMMAND));
        } else if (!waiting.offer(text) && refusals.tryAcquire()) {
            wire.send(Commands.overloaded(text)).whenComplete((_, _) -> refusals.release());
        }
    }

    void failed(Throwable failure) {
        LOG.debugf(failure, "a reader of call %s", call.id());
        String why = String.valueOf(failure.getMessage());
        boolean tooBig = why.contains("max message size") || why.contains("Max frame length");
        wire.close(
                tooBig ? TOO_BIG : UNEXPECTED,
                tooBig
                        ? "a command is at most %d characters".formatted(LONGEST_COMMAND)
                        : "the connection failed; connect again and resume");
    }

    /** The reader is gone. */
    void stop() {
        teller.interrupt();
        worker.interrupt();
        if (left.compareAndSet(false, true)) {
            book.left(call);
        }
    }

    private void tell(CallLog.Reader place) {
        identified();
        try {
            Optional<CallLog.Step> step = call.log().next(place, patience);
            while (!(step.isPresent() && step.get() instanceof CallLog.Step.Ended)) {
                if (step.isPresent() && step.get() instanceof CallLog.Step.Message(var text)) {
                    send(text);
                }
                step = call.log().next(place, patience);
            }
            wire.close(NORMAL, "the call is over");
        } catch (InterruptedException _) {
            LOG.debug("a reader is gone");
        } catch (TimeoutException _) {
            standsStill();
        } catch (ExecutionException e) {
            LOG.debugf("a reader is gone: %s", e.getMessage());
        }
    }

    /** Returns when it has left. */
    private void send(String message)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (reader.expired(Instant.now())) {
            wire.close(POLICY, "the token has expired; connect again with a new one");
            throw new InterruptedException("the token of a reader has expired");
        }
        Object _ =
                wire.send(message)
                        .toCompletableFuture()
                        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void standsStill() {
        String reason =
                "nothing was read for %d s; connect again and resume after the last seq"
                        .formatted(patience.toSeconds());
        LOG.infof("closing a reader: %s", reason);
        wire.close(TRY_AGAIN_LATER, reason);
    }

    /** What this thread logs is about the call. */
    private void identified() {
        LogIds.call(call.live().facts().conversation().value(), call.id());
    }

    private void work() {
        identified();
        try {
            while (true) {
                Optional<String> reply = commands.carryOut(waiting.take());
                if (reply.isPresent()) {
                    send(reply.get());
                }
            }
        } catch (InterruptedException _) {
            LOG.debug("a reader's commands end");
        } catch (TimeoutException _) {
            standsStill();
        } catch (ExecutionException e) {
            LOG.debugf("a reader takes no replies: %s", e.getMessage());
        }
    }
}
