package dev.sidetone.transcript;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.Secret;
import dev.sidetone.redaction.Redactor;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Opens the record that a configuration names. */
public final class Transcripts {

    static final String FILE = "sidetone.db";

    private static final int BUSY_MILLIS = 500;

    private Transcripts() {}

    /**
     * {@code sidetone.db} in the home folder, or the database that {@code DATABASE_URL} names; next
     * to a running service if need be. Opened in the background: a fault shows in its health.
     */
    public static TranscriptStore open(Configuration configuration) {
        var store =
                new SqlTranscriptStore(
                        database(configuration), Clock.systemUTC(), new SecureRandom());
        return configuration.operations().redact()
                ? new RedactingStore(store, Redactor.standard())
                : store;
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
}
