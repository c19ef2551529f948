package dev.sidetone.transcript;

import dev.sidetone.config.Settings;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Makes the process's {@link TranscriptStore}: {@code sidetone.db} in the home folder. */
final class TranscriptProducer {

    private static final int BUSY_MILLIS = 500;

    @Produces
    @Singleton
    TranscriptStore store(Settings settings) {
        var file = new SqliteFile(settings.home().resolve("sidetone.db"), BUSY_MILLIS, List.of());
        return new SqliteTranscriptStore(file, Clock.systemUTC(), new SecureRandom());
    }

    void close(@Disposes TranscriptStore store) throws Exception {
        if (store instanceof AutoCloseable open) {
            open.close();
        }
    }
}
