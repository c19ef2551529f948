package dev.sidetone.retention;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the process's {@link Retention}. */
final class RetentionProducer {

    @Produces
    @Singleton
    ErasureLog log(RunningConfiguration running) {
        return log(running.started());
    }

    @Produces
    @Singleton
    Retention retention(TranscriptStore store, ErasureLog log, RunningConfiguration running) {
        return new Retention(store, log, () -> running.now().retention());
    }

    static ErasureLog log(Configuration configuration) {
        return new ErasureLog(SideTables.of(configuration, ErasureLog.SCHEMA));
    }
}
