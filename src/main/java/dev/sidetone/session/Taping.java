package dev.sidetone.session;

import dev.sidetone.provider.Family;
import dev.sidetone.recording.CallSound;
import dev.sidetone.recording.MediaTaps;
import dev.sidetone.recording.RecordingException;
import dev.sidetone.recording.Recordings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Decides which calls are recorded: no call is without the person's consent. */
@Singleton
final class Taping {

    private static final Logger LOG = Logger.getLogger(Taping.class);
    private static final String NOT_OFFERED =
            "This call is not recorded: recording is turned off for this workspace.";
    private static final String OUT_OF_REACH =
            "This call is not recorded: over WebRTC its sound goes straight between your browser and the provider. Set realtime.transport to \"websocket\" to have such calls recorded.";

    private final Optional<Recordings> recordings;
    private final MediaTaps taps;

    @Inject
    Taping(Recordings recordings, MediaTaps taps) {
        this(Optional.of(recordings), taps);
    }

    private Taping(Optional<Recordings> recordings, MediaTaps taps) {
        this.recordings = recordings;
        this.taps = taps;
    }

    /** Records nothing. */
    static Taping none() {
        return new Taping(Optional.empty(), new MediaTaps());
    }

    /** Whether calls may be recorded here, if the person agrees. */
    boolean offered() {
        return recordings.map(Recordings::offered).orElse(false);
    }

    /** The recording of a call that begins. */
    CallRecording open(CallSpec spec, Family family) {
        if (!spec.options().recordingConsent()) {
            return CallRecording.none("");
        }
        if (!offered()) {
            return CallRecording.none(NOT_OFFERED);
        }
        boolean reachable = !spec.webRtc() || family == Family.EMBEDDED && !spec.existing();
        return reachable ? begun(spec) : CallRecording.none(OUT_OF_REACH);
    }

    private CallRecording begun(CallSpec spec) {
        Function<Recordings, CallSound> begin =
                all ->
                        all.begin(
                                spec.conversation(),
                                spec.id(),
                                Instant.ofEpochMilli(spec.begunAt()));
        try {
            return recordings
                    .map(begin)
                    .map(sound -> CallRecording.of(spec, sound, taps))
                    .orElseGet(() -> CallRecording.none(NOT_OFFERED));
        } catch (RecordingException e) {
            LOG.errorf("call %s is not recorded: %s", spec.id(), e.getMessage());
            return CallRecording.none("This call is not recorded: " + e.getMessage());
        }
    }
}
