package dev.sidetone.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the process's {@link Settings}: as they were at the start, for what cannot change. */
final class SettingsProducer {

    @Produces
    @Singleton
    Settings settings(RunningConfiguration running) {
        return running.started().settings();
    }
}
