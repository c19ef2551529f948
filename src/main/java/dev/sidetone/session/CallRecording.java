package dev.sidetone.session;

import dev.sidetone.recording.CallSound;
import dev.sidetone.recording.MediaTaps;
import dev.sidetone.wire.ServerEvent;
import java.util.Optional;

/** Takes down the sound of one call as its events go by, or nothing. */
final class CallRecording {

    private final Optional<CallSound> sound;
    private final MediaTaps taps;
    private final String refusal;

    private CallRecording(Optional<CallSound> sound, MediaTaps taps, String refusal) {
        this.sound = sound;
        this.taps = taps;
        this.refusal = refusal;
    }

    /**
     * @param refusal why not, when it was asked for
     */
    static CallRecording none(String refusal) {
        return new CallRecording(Optional.empty(), new MediaTaps(), refusal);
    }

    static CallRecording of(CallSound sound, MediaTaps taps) {
        return new CallRecording(Optional.of(sound), taps, "");
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
            default -> {}
        }
    }

    void cut(String itemId, long heardMs) {
        sound.ifPresent(s -> s.cut(itemId, heardMs));
    }

    void over() {
        sound.ifPresent(CallSound::end);
    }
}
