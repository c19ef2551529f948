package dev.sidetone.embedded;

import dev.sidetone.recording.MediaTaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings what a media leg tells to the session of the call. The leg speaks before the session can
 * exist, so what comes that early is kept, except for audio. Thread-safe; never waits.
 */
final class CallListener implements MediaListener {

    private final MediaTaps.Tap tap;
    private final List<Consumer<RealtimeSession>> early = new ArrayList<>();
    private Optional<RealtimeSession> session = Optional.empty();
    private Optional<DataChannelClient> browser = Optional.empty();

    /**
     * @param tap is given the sound of both sides
     */
    CallListener(MediaTaps.Tap tap) {
        this.tap = tap;
    }

    /** The session is there; what was kept happens now. */
    synchronized void bind(RealtimeSession bound, DataChannelClient client) {
        session = Optional.of(bound);
        browser = Optional.of(client);
        early.forEach(action -> action.accept(bound));
        early.clear();
    }

    private synchronized void tell(Consumer<RealtimeSession> action) {
        session.ifPresentOrElse(action, () -> early.add(action));
    }

    @Override
    public void audio(short[] pcm, int rate) {
        tap.user(pcm, rate);
        Optional<RealtimeSession> bound;
        synchronized (this) {
            bound = session;
        }
        bound.ifPresent(s -> s.audio(pcm, rate));
    }

    @Override
    public void channelOpen() {
        tell(s -> browser.ifPresent(s::attachNow));
    }

    @Override
    public void message(String json) {
        tell(s -> browser.ifPresent(client -> s.receiveNow(client, json)));
    }

    @Override
    public void playing(String tag) {
        tell(s -> s.playing(tag));
    }

    @Override
    public void sounding(String tag, short[] pcm) {
        tap.assistant(tag, pcm, SpeechSynthesizer.RATE);
    }

    @Override
    public void played(String tag) {
        tell(s -> s.played(tag));
    }

    @Override
    public void closed(String reason) {
        tell(s -> s.end(1000, "the call ended"));
    }
}
