package dev.sidetone.recording;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the sound of a WebRTC call that ends in this process can be heard: who carries it opens a
 * tap under the id that the provider gave the call, who records it listens there. Thread-safe; no
 * method waits.
 */
@Singleton
public final class MediaTaps {

    private final Map<String, Tap> taps = new ConcurrentHashMap<>();

    /** One call's sound on its way through. */
    public static final class Tap {
        private volatile Optional<CallSound> sound = Optional.empty();

        private Tap() {}

        /** A piece of what the user says; it is copied when somebody listens. */
        public void user(short[] pcm, int rate) {
            sound.ifPresent(s -> s.user(pcm.clone(), rate));
        }

        /** A piece of what the user hears now; it is copied when somebody listens. */
        public void assistant(String itemId, short[] pcm, int rate) {
            sound.ifPresent(s -> s.assistant(itemId, pcm.clone(), rate));
        }

        /** True when somebody listens. */
        public boolean heard() {
            return sound.isPresent();
        }
    }

    /** A call is carried from now on. */
    public Tap open(String mediaCall) {
        return taps.computeIfAbsent(mediaCall, _ -> new Tap());
    }

    /** It is not any more. */
    public void close(String mediaCall) {
        taps.remove(mediaCall);
    }

    /**
     * Listens to a call.
     *
     * @return false when its sound does not come through this process
     */
    public boolean listen(String mediaCall, CallSound sound) {
        Optional<Tap> tap = Optional.ofNullable(taps.get(mediaCall));
        tap.ifPresent(t -> t.sound = Optional.of(sound));
        return tap.isPresent();
    }
}
