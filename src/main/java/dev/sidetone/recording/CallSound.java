package dev.sidetone.recording;

import dev.sidetone.telemetry.Quiet;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The recording of one call. Whoever has sound for it gives it here and never waits: it lies in a
 * bounded queue, and what finds no room there is dropped and counted. A thread of its own encodes
 * and keeps it. Thread-safe.
 */
public final class CallSound {

    /** Milliseconds of sound that may wait; a provider may send a whole answer at once. */
    static final long MOST_WAITING_MS = 120_000;

    private static final Logger LOG = Logger.getLogger(CallSound.class);
    private static final int WIRE_RATE = 24_000;
    private static final long LOOK_MS = 500;

    /** How much later than its sound the word may come that it was cut off. */
    private static final long HELD_MS = 2_000;

    /** Takes the pieces as they are done, on the recording's thread. */
    interface Keeper {
        void keep(Track.Done piece);

        void keep(Span span);

        /** Tries again what could not be kept; nothing follows when {@code last}. */
        void settle(boolean last);
    }

    private sealed interface Message {

        record Pcm(Speaker speaker, String itemId, long atMs, int rate, short[] pcm)
                implements Message {}

        record Wire(Speaker speaker, String itemId, long atMs, String base64) implements Message {}

        record Cut(String itemId, long heardMs) implements Message {}

        record Began(String itemId, long audioMs) implements Message {}

        record Ended(String itemId, long audioMs) implements Message {}

        record Restarted() implements Message {}

        record End() implements Message {}
    }

    private final String callId;
    private final long begunAt;
    private final InstantSource clock;
    private final Keeper keeper;
    private final Runnable onDropped;
    private final BlockingQueue<Message> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingMs = new AtomicLong();
    private final AtomicInteger dropped = new AtomicInteger();
    private final Track user = new Track(Speaker.USER, 0);
    private final Track assistant = new Track(Speaker.ASSISTANT, HELD_MS);
    private final Positions positions = new Positions();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean ended;

    CallSound(String callId, long begunAt, InstantSource clock, Keeper keeper, Runnable onDropped) {
        this.callId = callId;
        this.begunAt = begunAt;
        this.clock = clock;
        this.keeper = keeper;
        this.onDropped = onDropped;
    }

    void start() {
        Thread.ofPlatform().daemon().name("recording-" + callId).start(this::run);
    }

    /** What the user says, as it comes; the array is taken over. */
    public void user(short[] pcm, int rate) {
        pcm(Speaker.USER, "", pcm, rate);
    }

    /** What the user hears of an item, as it is played; the array is taken over. */
    public void assistant(String itemId, short[] pcm, int rate) {
        pcm(Speaker.ASSISTANT, itemId, pcm, rate);
    }

    private void pcm(Speaker speaker, String itemId, short[] pcm, int rate) {
        if (!Opus.takes(rate)) {
            drop();
        } else {
            offer(new Message.Pcm(speaker, itemId, now(), rate, pcm));
        }
    }

    /** The same as it is on the wire: base64 of 16 bits at 24 kHz. */
    public void user(String base64) {
        offer(new Message.Wire(Speaker.USER, "", now(), base64));
    }

    /** The same of an item that the client plays by itself, from now or after the one before. */
    public void assistant(String itemId, String base64) {
        offer(new Message.Wire(Speaker.ASSISTANT, itemId, now(), base64));
    }

    /** Of this item no more than that was heard. */
    public void cut(String itemId, long heardMs) {
        tell(new Message.Cut(itemId, heardMs));
    }

    /** A line of the user began when the provider had been given so much sound. */
    public void began(String itemId, long audioMs) {
        tell(new Message.Began(itemId, audioMs));
    }

    /** It ended when the provider had been given so much. */
    public void ended(String itemId, long audioMs) {
        tell(new Message.Ended(itemId, audioMs));
    }

    /** The provider counts the user's sound anew: what comes now is the first. */
    public void restarted() {
        tell(new Message.Restarted());
    }

    private void tell(Message message) {
        if (!ended) {
            queue.add(message);
        }
    }

    /** The call is over: what is there is kept. Does not wait for it. */
    public void end() {
        if (!ended) {
            ended = true;
            queue.add(new Message.End());
        }
    }

    /** Waits until all of an ended call is kept. */
    boolean awaitEnd(long ms) throws InterruptedException {
        return over.await(ms, TimeUnit.MILLISECONDS);
    }

    boolean over() {
        return over.getCount() == 0;
    }

    /** Pieces that found no room. */
    int dropped() {
        return dropped.get();
    }

    private long now() {
        return Math.max(0, clock.millis() - begunAt);
    }

    private void offer(Message sound) {
        long ms = millis(sound);
        if (ended) {
            return;
        }
        if (waitingMs.addAndGet(ms) > MOST_WAITING_MS) {
            waitingMs.addAndGet(-ms);
            drop();
        } else {
            queue.add(sound);
        }
    }

    private void drop() {
        dropped.incrementAndGet();
        onDropped.run();
    }

    private static long millis(Message message) {
        return switch (message) {
            case Message.Pcm(_, _, _, var rate, var pcm) -> pcm.length * 1_000L / rate;
            case Message.Wire(_, _, _, var text) -> text.length() * 3L / 8 * 1_000 / WIRE_RATE;
            default -> 0;
        };
    }

    // ---- on the recording's thread ----

    private void run() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                Message next = queue.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                goesOn = next == null || handled(next);
                keep(user.due(now()));
                keep(assistant.due(now()));
                keeper.settle(false);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
            keepRest();
            over.countDown();
        }
    }

    private void keepRest() {
        try {
            keep(user.end());
            keep(assistant.end());
            keeper.settle(true);
        } catch (RuntimeException e) {
            LOG.errorf(Quiet.of(e), "the end of the recording of call %s is lost", callId);
        }
        if (dropped.get() > 0) {
            LOG.warnf("%d pieces of sound of call %s were not recorded", dropped.get(), callId);
        }
    }

    /** False when it was the last. */
    private boolean handled(Message message) {
        waitingMs.addAndGet(-millis(message));
        try {
            switch (message) {
                case Message.Pcm(var who, var item, var at, var rate, var pcm) ->
                        add(who, item, at, rate, pcm);
                case Message.Wire(var who, var item, var at, var text) ->
                        add(who, item, at, WIRE_RATE, pcm(text));
                case Message.Cut(var item, var heard) -> assistant.cut(item, heard);
                case Message.Began(var item, var ms) -> positions.began(item, ms);
                case Message.Ended(var item, var ms) ->
                        positions.ended(item, ms).ifPresent(keeper::keep);
                case Message.Restarted _ -> positions.restarted();
                case Message.End _ -> {
                    return false;
                }
            }
        } catch (IllegalArgumentException e) {
            drop();
        }
        return true;
    }

    private void keep(List<Track.Done> pieces) {
        pieces.forEach(keeper::keep);
    }

    private void add(Speaker speaker, String itemId, long atMs, int rate, short[] pcm) {
        if (speaker == Speaker.USER) {
            positions.given(user.add(itemId, atMs, rate, pcm), pcm.length, rate);
        } else {
            assistant.add(itemId, atMs, rate, pcm);
        }
    }

    private static short[] pcm(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        short[] samples = new short[bytes.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((bytes[2 * i] & 0xff) | (bytes[2 * i + 1] << 8));
        }
        return samples;
    }
}
