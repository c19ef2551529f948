package dev.sidetone.transcript;

import java.time.Clock;

class PostgresTranscriptStoreTest extends TranscriptContract {

    private final String database = TestPostgres.database();

    @Override
    SqlTranscriptStore open(Clock clock) {
        return TestPostgres.open(database, clock);
    }
}
