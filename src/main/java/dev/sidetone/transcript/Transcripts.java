package dev.sidetone.transcript;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.OperationSettings.Durability;
import dev.sidetone.config.Secret;
import dev.sidetone.redaction.Redactor;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
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
                ? new RedactingStore(
                        store,
                        Redactor.standard().with(configuration.operations().redactionRules()),
                        new Vault(configuration.vault(), InstantSource.system()))
                : store;
    }

    static Database database(Configuration configuration) {
        Durability durability = configuration.operations().durability();
        List<SideTables.Schema> beside =
                configuration.vault().sealing().map(_ -> Vault.SCHEMA).stream().toList();
        return configuration
                .operations()
                .database()
                .map(Secret::reveal)
                .map(DatabaseUrl::parse)
                .<Database>map(url -> new PostgresServer(url, durability, beside))
                .orElseGet(() ->
                        new SqliteFile(
                                configuration.settings().home().resolve(FILE),
                                BUSY_MILLIS,
                                durability,
                                List.of(),
                                beside));
    }
}
