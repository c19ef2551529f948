package dev.sidetone.embedded.media;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * All the callbacks of one connection. The library never lets go of a registered observer, so after
 * {@link #detach} this object holds nothing. No exception leaves it: native code would not handle
 * it.
 */
final class PeerObserver implements PeerConnectionObserver, RTCDataChannelObserver, AudioTrackSink {

    private static final Logger LOG = Logger.getLogger(PeerObserver.class);

    private volatile Optional<PeerEvents> target;

    PeerObserver(PeerEvents target) {
        this.target = Optional.of(target);
    }

    void detach() {
        target = Optional.empty();
    }

    private void tell(Consumer<PeerEvents> what) {
        try {
            target.ifPresent(what);
        } catch (RuntimeException e) {
            LOG.error("A media callback failed; the call goes on without it", e);
        }
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        // Candidates are read from the local description once all are there.
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
        tell(events -> events.state(state));
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
        if (state == RTCIceGatheringState.COMPLETE) {
            tell(PeerEvents::gathered);
        }
    }

    @Override
    public void onTrack(RTCRtpTransceiver transceiver) {
        tell(events -> events.track(transceiver));
    }

    @Override
    public void onDataChannel(RTCDataChannel channel) {
        tell(events -> events.channel(channel));
    }

    @Override
    public void onBufferedAmountChange(long previousAmount) {
        // The amount is asked for before each send.
    }

    @Override
    public void onStateChange() {
        tell(PeerEvents::channelState);
    }

    /** The buffer is the library's and only valid in here. The protocol knows text alone. */
    @Override
    public void onMessage(RTCDataChannelBuffer buffer) {
        if (!buffer.binary) {
            String json = StandardCharsets.UTF_8.decode(buffer.data).toString();
            tell(events -> events.message(json));
        }
    }

    @Override
    public void onData(byte[] data, int bits, int rate, int channels, int frames) {
        if (bits == 16 && channels > 0) {
            tell(events -> events.audio(mono(data, channels, frames), rate));
        }
    }

    private static short[] mono(byte[] data, int channels, int frames) {
        short[] pcm = new short[frames];
        for (int i = 0; i < frames; i++) {
            int sum = 0;
            for (int c = 0; c < channels; c++) {
                int at = (i * channels + c) * 2;
                sum += (short) ((data[at] & 0xff) | data[at + 1] << 8);
            }
            pcm[i] = (short) (sum / channels);
        }
        return pcm;
    }
}
