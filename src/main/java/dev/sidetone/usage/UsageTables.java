package dev.sidetone.usage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables of usage beside those of the record, with a history of their own. The record makes its
 * tables first: a database that has anything else in it would not be taken for a new one.
 */
final class UsageTables {

    private static final String HISTORY = "flyway_usage";

    private UsageTables() {}

    /** Brings them up to the newest schema. */
    static void make(DataSource source, Optional<String> schema) throws SQLException {
        try (Connection connection = source.getConnection()) {
            if (!has(connection, "conversation")) {
                throw new SQLException("the record has not made its tables yet");
            }
        }
        try {
            var flyway =
                    Flyway.configure()
                            .dataSource(source)
                            .table(HISTORY)
                            .baselineOnMigrate(true)
                            .baselineVersion("0")
                            .resourceProvider(new UsageMigrations());
            schema.ifPresent(flyway::schemas);
            flyway.load().migrate();
        } catch (FlywayException e) {
            throw new SQLException("the tables of usage cannot be made", e);
        }
    }

    /** A connection for reading; empty when there are no tables yet. */
    static Optional<Connection> reading(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        boolean there = false;
        try {
            there = has(connection, "usage_entry");
            return there ? Optional.of(connection) : Optional.empty();
        } finally {
            if (!there) {
                connection.close();
            }
        }
    }

    private static boolean has(Connection connection, String table) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(null, connection.getSchema(), table, null)) {
            return tables.next();
        }
    }
}
