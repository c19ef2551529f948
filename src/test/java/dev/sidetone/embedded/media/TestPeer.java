package dev.sidetone.embedded.media;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCDataChannelState;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The browser's side of a call, played by the same library under the same precautions: it offers,
 * opens {@code oai-events}, sends what {@code microphone} gives and keeps what it hears.
 */
final class TestPeer implements PeerEvents, AutoCloseable {

    private static final FactoryPool FACTORIES = new FactoryPool();
    private static final long WAIT_SECONDS = 20;

    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    final Recording heard = new Recording();
    private final MediaFactory factory = FACTORIES.take();
    private final PeerObserver observer = new PeerObserver(this);
    private final CustomAudioSource source = new CustomAudioSource();
    private final RTCPeerConnection connection =
            factory.connections().createPeerConnection(new RTCConfiguration(), observer);
    private final RTCDataChannel channel =
            connection.createDataChannel("oai-events", new RTCDataChannelInit());
    private final AudioTrack voice = factory.connections().createAudioTrack("microphone", source);
    private final RTCRtpSender sender = connection.addTrack(voice, List.of("test"));
    private final CompletableFuture<Boolean> connected = new CompletableFuture<>();
    private final CompletableFuture<Boolean> open = new CompletableFuture<>();
    private final CompletableFuture<AudioTrack> track = new CompletableFuture<>();
    private final Pacer microphone;
    private boolean talking;

    TestPeer(Supplier<byte[]> microphone) {
        this.microphone =
                new Pacer(
                        "test-microphone",
                        Duration.ofMillis(10),
                        () ->
                                source.pushAudio(
                                        microphone.get(),
                                        16,
                                        PlayoutQueue.RATE,
                                        1,
                                        PlayoutQueue.FRAME));
        channel.registerObserver(observer);
    }

    /** As the official SDK does: without waiting for candidates. */
    String offer() {
        var offer = new CompletableFuture<RTCSessionDescription>();
        connection.createOffer(
                new RTCOfferOptions(),
                new CreateSessionDescriptionObserver() {
                    @Override
                    public void onSuccess(RTCSessionDescription description) {
                        offer.complete(description);
                    }

                    @Override
                    public void onFailure(String error) {
                        offer.completeExceptionally(new IllegalStateException(error));
                    }
                });
        RTCSessionDescription description = get(offer);
        var set = new CompletableFuture<Boolean>();
        connection.setLocalDescription(description, new Done(set));
        get(set);
        return description.sdp;
    }

    void accept(String answer) {
        var set = new CompletableFuture<Boolean>();
        connection.setRemoteDescription(
                new RTCSessionDescription(RTCSdpType.ANSWER, answer), new Done(set));
        get(set);
    }

    /** Waits until media flows, then begins to send and to record. */
    void talk() {
        get(connected);
        get(open);
        long packets = 0;
        while (packets == 0) {
            var sent = new CompletableFuture<Long>();
            connection.getStats(report ->
                    sent.complete(
                            report.getStats().values().stream()
                                    .filter(s -> s.getType() == RTCStatsType.OUTBOUND_RTP)
                                    .map(s -> s.getAttributes().get("packetsSent"))
                                    .mapToLong(n -> n instanceof Number x ? x.longValue() : 0)
                                    .sum()));
            packets = get(sent);
        }
        factory.stopRecording();
        get(track).addSink(observer);
        talking = true;
        microphone.start();
    }

    void send(String json) throws Exception {
        channel.send(
                new RTCDataChannelBuffer(
                        ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), false));
    }

    Optional<String> nextMessage() throws InterruptedException {
        return Optional.ofNullable(messages.poll(WAIT_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        observer.detach();
        if (talking) {
            microphone.stop();
            microphone.awaitEnd();
            get(track).removeSink(observer);
        }
        channel.unregisterObserver();
        channel.close();
        NativeMemory.Reference own = NativeMemory.of(connection);
        connection.close();
        NativeMemory.of(sender).release();
        own.release();
        NativeMemory.of(channel).release();
        NativeMemory.of(voice).release();
        source.dispose();
        FACTORIES.giveBack(factory);
    }

    @Override
    public void state(RTCPeerConnectionState state) {
        if (state == RTCPeerConnectionState.CONNECTED) {
            connected.complete(true);
        }
    }

    @Override
    public void gathered() {
        // Not waited for.
    }

    @Override
    public void track(RTCRtpTransceiver transceiver) {
        if (transceiver.getReceiver().getTrack() instanceof AudioTrack audio) {
            track.complete(audio);
        }
    }

    @Override
    public void channel(RTCDataChannel announced) {
        throw new IllegalStateException("the server must not open channels");
    }

    @Override
    public void channelState() {
        if (channel.getState() == RTCDataChannelState.OPEN) {
            open.complete(true);
        }
    }

    @Override
    public void message(String json) {
        messages.add(json);
    }

    @Override
    public void audio(short[] pcm, int rate) {
        heard.add(pcm, rate);
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    }

    private record Done(CompletableFuture<Boolean> future)
            implements SetSessionDescriptionObserver {
        @Override
        public void onSuccess() {
            future.complete(true);
        }

        @Override
        public void onFailure(String error) {
            future.completeExceptionally(new IllegalStateException(error));
        }
    }
}
