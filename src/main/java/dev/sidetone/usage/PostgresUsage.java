package dev.sidetone.usage;

import dev.sidetone.config.Secret;
import dev.sidetone.transcript.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** The tables of usage in the record's PostgreSQL database, in its schema. Thread-safe. */
final class PostgresUsage implements SqlUsageStore.Source {

    private static final String SCHEMA = "sidetone";
    private static final int CONNECT_SECONDS = 2;
    private static final int ANSWER_SECONDS = 10;

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private boolean migrated;

    PostgresUsage(DatabaseUrl url) {
        source.setUrl(url.jdbc());
        url.user().ifPresent(source::setUser);
        url.password().map(Secret::reveal).ifPresent(source::setPassword);
        source.setCurrentSchema(SCHEMA);
        source.setApplicationName("sidetone");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        source.setTcpKeepAlive(true);
    }

    @Override
    public synchronized Connection forWriting() throws SQLException {
        if (!migrated) {
            UsageTables.make(source, Optional.of(SCHEMA));
            migrated = true;
        }
        return source.getConnection();
    }

    @Override
    public Optional<Connection> forReading() throws SQLException {
        return UsageTables.reading(source);
    }
}
