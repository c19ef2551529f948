package dev.sidetone.api;

import dev.sidetone.session.LiveCall;
import dev.sidetone.session.Transport;
import dev.sidetone.session.TurnDetection;
import java.util.Optional;

/** A call as it is served here: itself, and what it told. Thread-safe. */
final class Call {

    private final LiveCall live;
    private final CallLog log;
    private final Object muting = new Object();
    private volatile boolean muted;
    private TurnDetection before = TurnDetection.OPEN;

    Call(LiveCall live, CallLog log) {
        this.live = live;
        this.log = log;
    }

    LiveCall live() {
        return live;
    }

    CallLog log() {
        return log;
    }

    String id() {
        return live.facts().id();
    }

    /** Its sound goes through us. */
    boolean socket() {
        return live.facts().transport() instanceof Transport.Socket;
    }

    boolean muted() {
        return muted;
    }

    /**
     * The user is not heard until {@link #unmute}: nothing that is said becomes a turn.
     *
     * @return why it cannot be; empty when it is done
     */
    Optional<String> mute() throws InterruptedException {
        if (!socket() && !live.facts().version().equals("v2")) {
            return Optional.of(
                    "The sound of this call goes straight to the provider, and its protocol %s cannot be told to hear nothing. Mute the microphone's track."
                            .formatted(live.facts().version()));
        }
        synchronized (muting) {
            if (!muted) {
                before = live.mode().orElse(TurnDetection.OPEN);
                muted = true;
            }
        }
        boolean _ = live.turnDetection(TurnDetection.HOLD);
        boolean _ = live.clear();
        return Optional.empty();
    }

    void unmute() throws InterruptedException {
        synchronized (muting) {
            if (!muted) {
                return;
            }
            muted = false;
        }
        boolean _ = live.clear();
        boolean _ = live.turnDetection(before);
    }

    /** Sound of the user; while muted it goes nowhere. */
    void audio(String base64) throws InterruptedException {
        if (!muted) {
            live.audio(base64);
        }
    }
}
