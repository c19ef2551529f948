package dev.sidetone.embedded.media;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The native objects of one call. Not thread-safe: everything runs on the leg's control executor,
 * except {@link #push}, which belongs to the pacing thread between {@link #stopRecording} and the
 * end of that thread.
 */
final class NativePeer {

    private static final Duration STEP = Duration.ofSeconds(5);

    /** The library refused; the text is its own. */
    static final class RefusedException extends Exception {
        RefusedException(String message) {
            super(message);
        }
    }

    private final MediaFactory factory;
    private final PeerObserver observer;
    private final RTCPeerConnection connection;
    private final CustomAudioSource source = new CustomAudioSource();
    private Optional<AudioTrack> heard = Optional.empty();
    private Optional<RTCDataChannel> channel = Optional.empty();
    private Optional<Output> output = Optional.empty();

    /** Our track and the reference on its sender. */
    private record Output(AudioTrack track, NativeMemory.Reference sender) {}

    NativePeer(MediaFactory factory, PeerEvents events) {
        this.factory = factory;
        this.observer = new PeerObserver(events);
        this.connection =
                factory.connections().createPeerConnection(new RTCConfiguration(), observer);
    }

    void setOffer(String sdp) throws RefusedException {
        var done = new CompletableFuture<Optional<String>>();
        try {
            connection.setRemoteDescription(
                    new RTCSessionDescription(RTCSdpType.OFFER, sdp), new SetObserver(done));
        } catch (Error e) {
            // So it tells that the text is no SDP to it; nothing was changed yet.
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
        refuse(await(done));
    }

    /** After the offer, so that the track takes the offered section. */
    void addOutput() {
        AudioTrack track = factory.connections().createAudioTrack("sidetone-audio", source);
        RTCRtpSender sender = connection.addTrack(track, List.of("sidetone"));
        output = Optional.of(new Output(track, NativeMemory.of(sender)));
    }

    String createAnswer() throws RefusedException {
        var done = new CompletableFuture<RTCSessionDescription>();
        var failed = new CompletableFuture<Optional<String>>();
        connection.createAnswer(
                new RTCAnswerOptions(),
                new CreateSessionDescriptionObserver() {
                    @Override
                    public void onSuccess(RTCSessionDescription description) {
                        done.complete(description);
                        failed.complete(Optional.empty());
                    }

                    @Override
                    public void onFailure(String error) {
                        failed.complete(Optional.of(error));
                    }
                });
        refuse(await(failed));
        return await(done).sdp;
    }

    void setAnswer(String sdp) throws RefusedException {
        var done = new CompletableFuture<Optional<String>>();
        connection.setLocalDescription(
                new RTCSessionDescription(RTCSdpType.ANSWER, sdp), new SetObserver(done));
        refuse(await(done));
    }

    /** The answer with the candidates found so far. */
    String localDescription() {
        return connection.getLocalDescription().sdp;
    }

    void listenTo(RTCRtpTransceiver transceiver) {
        if (heard.isEmpty() && transceiver.getReceiver().getTrack() instanceof AudioTrack track) {
            heard = Optional.of(track);
            track.addSink(observer);
        }
    }

    void open(RTCDataChannel announced) {
        channel = Optional.of(announced);
        announced.registerObserver(observer);
    }

    RTCDataChannelState channelState() {
        return channel.map(RTCDataChannel::getState).orElse(RTCDataChannelState.CONNECTING);
    }

    long unsentBytes() {
        return channel.map(RTCDataChannel::getBufferedAmount).orElse(0L);
    }

    void send(byte[] utf8) throws RefusedException {
        try {
            channel.orElseThrow().send(new RTCDataChannelBuffer(ByteBuffer.wrap(utf8), false));
        } catch (Exception e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    /** Asks how many packets went out; the answer comes on a thread of the library. */
    void packetsSent(Consumer<Long> answer) {
        connection.getStats(report ->
                answer.accept(
                        report.getStats().values().stream()
                                .filter(s -> s.getType() == RTCStatsType.OUTBOUND_RTP)
                                .mapToLong(NativePeer::packets)
                                .sum()));
    }

    private static long packets(RTCStats stats) {
        return stats.getAttributes().get("packetsSent") instanceof Number n ? n.longValue() : 0;
    }

    void stopRecording() {
        factory.stopRecording();
    }

    /** 10 ms of 16 bit mono, little endian. */
    void push(byte[] frame) {
        source.pushAudio(frame, 16, PlayoutQueue.RATE, 1, PlayoutQueue.FRAME);
    }

    /** Only after the pacing thread has ended; the order matters. */
    void close() {
        observer.detach();
        heard.ifPresent(track -> track.removeSink(observer));
        channel.ifPresent(RTCDataChannel::unregisterObserver);
        channel.ifPresent(RTCDataChannel::close);
        NativeMemory.Reference own = NativeMemory.of(connection);
        connection.close();
        output.ifPresent(o -> o.sender().release());
        own.release();
        channel.map(NativeMemory::of).ifPresent(NativeMemory.Reference::release);
        output.map(o -> NativeMemory.of(o.track())).ifPresent(NativeMemory.Reference::release);
        source.dispose();
    }

    MediaFactory factory() {
        return factory;
    }

    private static void refuse(Optional<String> error) throws RefusedException {
        if (error.isPresent()) {
            throw new RefusedException(error.get());
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(STEP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while WebRTC worked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("WebRTC did not answer within " + STEP, e);
        }
    }

    private record SetObserver(CompletableFuture<Optional<String>> done)
            implements SetSessionDescriptionObserver {
        @Override
        public void onSuccess() {
            done.complete(Optional.empty());
        }

        @Override
        public void onFailure(String error) {
            done.complete(Optional.of(error));
        }
    }
}
