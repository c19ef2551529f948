package dev.sidetone.embedded.media;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;

/**
 * The library's threads and its audio module, lent to one call at a time. One for each call because
 * webrtc-java 0.14.0 aborts the process when a call that begins restarts the module's recording
 * while another one pushes audio. Never disposed: that leaks two threads and a megabyte, reuse
 * leaks nothing.
 */
final class MediaFactory {

    private final HeadlessAudioDeviceModule module = new HeadlessAudioDeviceModule();
    private final PeerConnectionFactory factory = new PeerConnectionFactory(module);

    PeerConnectionFactory connections() {
        return factory;
    }

    /** Ends the module's own capture thread, which would race with the audio that we push. */
    void stopRecording() {
        module.stopRecording();
    }
}
