package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Statements without parameters. Transactions are begun and ended by them: the driver's own commit
 * begins the next transaction at once, and so would keep the file locked.
 */
final class Sql {

    private Sql() {}

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
