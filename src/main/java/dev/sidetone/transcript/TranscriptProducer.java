package dev.sidetone.transcript;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.config.Secret;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * Makes the process's {@link TranscriptStore}: {@code sidetone.db} in the home folder, or the
 * database that {@code DATABASE_URL} names.
 */
final class TranscriptProducer {

    static final String FILE = "sidetone.db";

    private static final int BUSY_MILLIS = 500;

    @Produces
    @Singleton
    TranscriptStore store(RunningConfiguration running) {
        return new SqlTranscriptStore(
                database(running.started()), Clock.systemUTC(), new SecureRandom());
    }

    static Database database(Configuration configuration) {
        return configuration
                .operations()
                .database()
                .map(Secret::reveal)
                .map(DatabaseUrl::parse)
                .<Database>map(PostgresServer::new)
                .orElseGet(() ->
                        new SqliteFile(
                                configuration.settings().home().resolve(FILE),
                                BUSY_MILLIS,
                                List.of()));
    }

    void close(@Disposes TranscriptStore store) throws Exception {
        if (store instanceof AutoCloseable open) {
            open.close();
        }
    }
}
