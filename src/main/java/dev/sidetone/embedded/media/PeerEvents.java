package dev.sidetone.embedded.media;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;

/**
 * What the library tells about one connection, on the library's own threads. An implementation
 * hands over to an executor: a call back into the library from here can deadlock.
 */
interface PeerEvents {

    void state(RTCPeerConnectionState state);

    void gathered();

    void track(RTCRtpTransceiver transceiver);

    void channel(RTCDataChannel channel);

    void channelState();

    void message(String json);

    void audio(short[] pcm, int rate);
}
