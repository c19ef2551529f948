package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/** The same in PostgreSQL. */
class PostgresMoveTest extends MoveTest {

    private final String database = TestPostgres.database();

    @Override
    SqlTranscriptStore opened() {
        return TestPostgres.open(database, Clock.systemUTC());
    }

    @Override
    Connection otherProgram() throws SQLException {
        Connection connection = TestPostgres.connect(database);
        Sql.run(connection, "set search_path = sidetone");
        return connection;
    }

    @Override
    String lock() {
        return "begin; lock table conversation in share row exclusive mode";
    }
}
