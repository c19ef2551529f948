package dev.sidetone.transcript;

import dev.sidetone.config.RunningConfiguration;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the process's {@link TranscriptStore}. */
final class TranscriptProducer {

    @Produces
    @Singleton
    TranscriptStore store(RunningConfiguration running) {
        return Transcripts.open(running.started());
    }

    void close(@Disposes TranscriptStore store) {
        store.close();
    }
}
