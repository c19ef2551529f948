package dev.sidetone.session;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.recording.CallSound;
import dev.sidetone.recording.MediaTaps;
import dev.sidetone.session.Mailbox.Lane;
import dev.sidetone.wire.ServerEvent;
import java.util.Optional;

/** Takes down the sound of one call as its events go by, or nothing. */
final class CallRecording {

    private final Optional<CallSound> sound;
    private final MediaTaps taps;
    private final String refusal;
    private final boolean webRtc;

    /** Only v2 tells where in the sound speech begins and ends. */
    private final boolean counts;

    private CallRecording(
            Optional<CallSound> sound,
            MediaTaps taps,
            String refusal,
            boolean webRtc,
            boolean counts) {
        this.sound = sound;
        this.taps = taps;
        this.refusal = refusal;
        this.webRtc = webRtc;
        this.counts = counts;
    }

    /**
     * @param refusal why not, when it was asked for
     */
    static CallRecording none(String refusal) {
        return new CallRecording(Optional.empty(), new MediaTaps(), refusal, false, false);
    }

    static CallRecording of(CallSpec spec, CallSound sound, MediaTaps taps) {
        boolean counts = spec.version() == Version.V2;
        return new CallRecording(Optional.of(sound), taps, "", spec.webRtc(), counts);
    }

    boolean runs() {
        return sound.isPresent();
    }

    /** Why it does not run although it was asked for; empty when it was not, or runs. */
    String refusal() {
        return refusal;
    }

    void after(CallEvent event) {
        if (sound.isPresent()) {
            heard(event, sound.get());
        }
    }

    private void heard(CallEvent event, CallSound sound) {
        switch (event) {
            case CallEvent.AudioCame(var base64) -> sound.user(base64);
            case CallEvent.ProviderSaid(ServerEvent.OutputAudioDelta delta) ->
                    sound.assistant(delta.itemId(), delta.delta());
            case CallEvent.CallCreated(var mediaCall, _) -> taps.listen(mediaCall, sound);
            case CallEvent.ProviderSaid(ServerEvent.SpeechStarted began)
                    when began.itemId() != null && counts ->
                    sound.began(began.itemId(), began.audioStartMs());
            case CallEvent.ProviderSaid(ServerEvent.SpeechStopped ended)
                    when ended.itemId() != null && counts ->
                    sound.ended(ended.itemId(), ended.audioEndMs());
            case CallEvent.LinkUp() when !webRtc -> sound.restarted();
            default -> {}
        }
    }

    void cut(String itemId, long heardMs) {
        sound.ifPresent(s -> s.cut(itemId, heardMs));
    }

    void over() {
        sound.ifPresent(CallSound::end);
    }

    /** A recorded call says so at its start, on the page and aloud. */
    void announce(Room room, CallActor actor, String itemId) throws InterruptedException {
        if (actor.spec().options().recordingConsent()) {
            room.tell(new Notice.Recording(actor.spec().id(), runs(), refusal()));
        }
        if (runs() && actor.spec().conversational()) {
            actor.put(Lane.TEXT, new CallEvent.SpeechCame(itemId, "This call is recorded."));
        }
    }
}
