package dev.sidetone.embedded;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The engines of this process, as far as they are there. Thread-safe. */
@Singleton
final class EngineAccess {

    private final Optional<SpeechEngines> speech;
    private final Optional<MediaEngine> media;

    @Inject
    EngineAccess(Instance<SpeechEngines> speech, Instance<MediaEngine> media) {
        this(one(speech), one(media));
    }

    EngineAccess(Optional<SpeechEngines> speech, Optional<MediaEngine> media) {
        this.speech = speech;
        this.media = media;
    }

    private static <T> Optional<T> one(Instance<T> beans) {
        return beans.isResolvable() ? Optional.of(beans.get()) : Optional.empty();
    }

    SpeechReadiness readiness() {
        return speech.map(SpeechEngines::readiness)
                .orElseGet(() ->
                        new SpeechReadiness.Unavailable(
                                "This build has no speech engines.",
                                "Use a release that contains them; typing works meanwhile.",
                                false));
    }

    /** Starts the models' download; false when none is offered. */
    boolean startDownload() {
        return speech.map(SpeechEngines::startDownload).orElse(false);
    }

    SpeechEngines speech() throws SpeechException {
        return speech.orElseThrow(() -> new SpeechException("This build has no speech engines."));
    }

    /** Why WebRTC calls cannot be answered; empty when they can. */
    Optional<String> mediaUnavailable() {
        return media.map(MediaEngine::unavailable)
                .orElseGet(() -> Optional.of("This build has no WebRTC engine."));
    }

    MediaEngine media() throws MediaException {
        return media.orElseThrow(() ->
                new MediaException(
                        MediaException.Kind.UNAVAILABLE, "This build has no WebRTC engine."));
    }
}
