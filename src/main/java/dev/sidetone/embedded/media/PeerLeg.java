package dev.sidetone.embedded.media;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.sidetone.embedded.MediaException;
import dev.sidetone.embedded.MediaLeg;
import dev.sidetone.embedded.MediaListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One call. Three lines of work that never overlap with themselves: {@code control} owns the native
 * objects, {@code told} calls the listener, and the pacing thread sends audio from the moment the
 * library's own capture was stopped until the leg closes.
 */
final class PeerLeg implements MediaLeg, PeerEvents {

    private static final Logger LOG = Logger.getLogger(PeerLeg.class);
    private static final Duration FRAME_PAIR = Duration.ofMillis(20);
    private static final Duration ASK_AGAIN = Duration.ofMillis(10);

    /** Messages that wait for the listener; a client that sends more is hung up. */
    private static final int INBOX = 1_024;

    private final String callId;
    private final Offer offer;
    private final MediaListener listener;
    private final MediaLimits limits;
    private final FactoryPool factories;
    private final MediaThreads threads;
    private final SerialExecutor control;
    private final SerialExecutor told;
    private final Negotiation negotiation;
    private final EventChannel channel;
    private final PlayoutQueue queue;
    private final byte[] frame = new byte[PlayoutQueue.FRAME * 2];
    private final short[] heard = new short[PlayoutQueue.FRAME];
    private final CompletableFuture<String> released = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile String answer = "";
    private volatile boolean live;
    private volatile Optional<Pacer> pacer = Optional.empty();

    // Of the control executor alone.
    private Optional<NativePeer> peer = Optional.empty();
    private Optional<Future<?>> connectTimer = Optional.empty();
    private boolean arming;
    private boolean connected;
    private boolean broken;
    private int losses;

    PeerLeg(
            String callId,
            Offer offer,
            MediaListener listener,
            MediaLimits limits,
            FactoryPool factories,
            MediaThreads threads) {
        this.callId = callId;
        this.offer = offer;
        this.listener = listener;
        this.limits = limits;
        this.factories = factories;
        this.threads = threads;
        this.control = new SerialExecutor(threads.pool(), Integer.MAX_VALUE);
        this.told = new SerialExecutor(threads.pool(), INBOX);
        this.negotiation = new Negotiation(callId, offer, limits.gathering());
        this.channel = new EventChannel(new ForChannel(), offer.maxMessageBytes());
        this.queue = new PlayoutQueue(limits.queuedAudio().toMillis() * PlayoutQueue.RATE / 1_000);
    }

    // ---- answering ----

    /** Blocks until the answer with all candidates is there. */
    void negotiate() throws MediaException {
        var done = new CompletableFuture<Optional<MediaException>>();
        control.force(() -> done.complete(exchange()));
        Optional<MediaException> failure = done.join();
        if (failure.isPresent()) {
            close("could not be answered");
            throw failure.get();
        }
    }

    private Optional<MediaException> exchange() {
        try {
            NativePeer fresh = new NativePeer(factories.take(), this);
            peer = Optional.of(fresh);
            answer = negotiation.answer(fresh);
            connectTimer = Optional.of(threads.after(limits.connecting(), this::checkConnected));
            return Optional.empty();
        } catch (MediaException e) {
            return Optional.of(e);
        } catch (RuntimeException | Error e) {
            broken = true;
            LOG.errorf(e, "Call %s: WebRTC failed while answering", callId);
            return Optional.of(
                    negotiation.unavailable("the library failed (" + e.getMessage() + ")"));
        }
    }

    // ---- what the library tells, on its threads ----

    @Override
    public void gathered() {
        negotiation.gathered();
    }

    @Override
    public void state(RTCPeerConnectionState state) {
        control.force(() -> changed(state));
    }

    @Override
    public void track(RTCRtpTransceiver transceiver) {
        onControl(p -> p.listenTo(transceiver));
    }

    @Override
    public void channel(RTCDataChannel announced) {
        onControl(p -> channel.accept(p, announced));
    }

    @Override
    public void channelState() {
        onControl(channel::stateChanged);
    }

    @Override
    public void message(String json) {
        tell(() -> listener.message(json));
    }

    /**
     * Not before the library's own capture has stopped: until then it takes every second frame for
     * itself.
     */
    @Override
    public void audio(short[] pcm, int rate) {
        if (live && !closing.get()) {
            listener.audio(pcm, rate);
        }
    }

    // ---- connection, on control ----

    private void changed(RTCPeerConnectionState state) {
        switch (state) {
            case CONNECTED -> withPeer(this::connected);
            case DISCONNECTED -> lost();
            case FAILED -> close("the connection failed: no way to the browser was found");
            case CLOSED -> close("the connection was closed");
            case NEW, CONNECTING -> {}
        }
    }

    private void connected(NativePeer p) {
        connected = true;
        losses++;
        if (!arming) {
            arming = true;
            arm(p);
        }
    }

    /**
     * The library starts its own capture together with the send stream. Only when the stream has
     * sent something is that behind us, and capture can be stopped for good.
     */
    private void arm(NativePeer p) {
        if (!offer.clientListens()) {
            startOutput(p);
            return;
        }
        p.packetsSent(packets -> {
            if (packets > 0) {
                onControl(this::startOutput);
            } else {
                armLater();
            }
        });
    }

    private void armLater() {
        if (!closing.get()) {
            Future<?> _ = threads.after(ASK_AGAIN, () -> onControl(this::arm));
        }
    }

    private void startOutput(NativePeer p) {
        p.stopRecording();
        Pacer output = new Pacer("media-out-" + callId, FRAME_PAIR, () -> sendFramePair(p));
        pacer = Optional.of(output);
        output.start();
        live = true;
        connectTimer.ifPresent(timer -> timer.cancel(false));
    }

    private void lost() {
        connected = false;
        int loss = ++losses;
        Runnable check =
                () -> {
                    if (!connected && loss == losses) {
                        close("the connection was lost for " + limits.disconnected());
                    }
                };
        Future<?> _ = threads.after(limits.disconnected(), () -> control.force(check));
    }

    private void checkConnected() {
        if (!live) {
            close("the browser did not connect within " + limits.connecting());
        }
    }

    // ---- output, on the pacing thread ----

    private void sendFramePair(NativePeer p) {
        sendFrame(p);
        sendFrame(p);
    }

    private void sendFrame(NativePeer p) {
        for (PlayoutQueue.Progress progress : queue.next(frame)) {
            switch (progress) {
                case PlayoutQueue.Progress.Started(var tag) -> tell(() -> listener.playing(tag));
                case PlayoutQueue.Progress.Finished(var tag) -> tell(() -> listener.played(tag));
            }
        }
        if (offer.clientListens()) {
            queue.sounding().ifPresent(this::tellSounding);
            p.push(frame);
        }
    }

    private void tellSounding(String tag) {
        for (int i = 0; i < heard.length; i++) {
            heard[i] = (short) ((frame[2 * i] & 0xff) | (frame[2 * i + 1] << 8));
        }
        listener.sounding(tag, heard);
    }

    // ---- what the provider asks for, on any thread ----

    @Override
    public String answerSdp() {
        return answer;
    }

    @Override
    public void play(String tag, short[] pcm) {
        if (!queue.play(tag, pcm)) {
            LOG.warnf(
                    "Call %s: %d ms of audio dropped because more than %s wait to be played",
                    callId, pcm.length * 1_000L / PlayoutQueue.RATE, limits.queuedAudio());
        }
    }

    @Override
    public void endOfAudio(String tag) {
        queue.end(tag);
    }

    @Override
    public long clear() {
        return queue.clear();
    }

    @Override
    public long playedMs(String tag) {
        return queue.playedMs(tag);
    }

    @Override
    public void send(String json) {
        if (!closing.get()) {
            channel.send(json);
        }
    }

    @Override
    public void close() {
        close("hung up by this side");
    }

    // ---- the end ----

    /** Completes with the reason when everything was given back. */
    CompletableFuture<String> released() {
        return released;
    }

    private void close(String reason) {
        if (closing.compareAndSet(false, true)) {
            pacer.ifPresent(Pacer::stop);
            control.force(() -> release(reason));
        }
    }

    private void release(String reason) {
        LOG.debugf("Call %s: media closed, %s", callId, reason);
        connectTimer.ifPresent(timer -> timer.cancel(false));
        pacer.ifPresent(Pacer::stop);
        pacer.ifPresent(Pacer::awaitEnd);
        queue.clear();
        peer.ifPresent(this::giveBack);
        peer = Optional.empty();
        if (!answer.isEmpty()) {
            told.force(() -> listener.closed(reason));
        }
        released.complete(reason);
    }

    private void giveBack(NativePeer p) {
        try {
            p.close();
        } catch (RuntimeException | Error e) {
            broken = true;
            LOG.warnf(e, "Call %s: closing the connection failed", callId);
        }
        if (broken) {
            factories.discard(callId);
        } else {
            factories.giveBack(p.factory());
        }
    }

    private void onControl(Consumer<NativePeer> action) {
        control.force(() -> withPeer(action));
    }

    private void withPeer(Consumer<NativePeer> action) {
        if (closing.get()) {
            return;
        }
        try {
            peer.ifPresent(action);
        } catch (RuntimeException | Error e) {
            broken = true;
            LOG.errorf(e, "Call %s: WebRTC failed", callId);
            close("WebRTC failed: " + e.getMessage());
        }
    }

    private void tell(Runnable what) {
        boolean taken =
                told.offer(() -> {
                    if (!closing.get()) {
                        what.run();
                    }
                });
        if (!taken) {
            close("events of the client wait that nobody takes");
        }
    }

    private final class ForChannel implements EventChannel.Leg {
        @Override
        public void onControl(Consumer<NativePeer> action) {
            PeerLeg.this.onControl(action);
        }

        @Override
        public void channelIsOpen() {
            tell(listener::channelOpen);
        }

        @Override
        public void hangUp(String reason) {
            close(reason);
        }
    }
}
