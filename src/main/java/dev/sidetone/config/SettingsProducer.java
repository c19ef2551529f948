package dev.sidetone.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the process's {@link Settings}. */
public final class SettingsProducer {

    /**
     * Reads them anew; commands that run without the service call this themselves.
     *
     * @throws ConfigException when they cannot be used
     */
    @Produces
    @Singleton
    public Settings settings() {
        return Configuration.load().settings();
    }
}
