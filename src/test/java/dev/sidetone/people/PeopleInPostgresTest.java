package dev.sidetone.people;

import dev.sidetone.recording.Recordings;
import dev.sidetone.recording.TestRecordings;
import dev.sidetone.transcript.DatabaseUrl;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TestRecords;
import dev.sidetone.transcript.TranscriptStore;
import org.junit.jupiter.api.AfterEach;

class PeopleInPostgresTest extends PeopleContract {

    private final String url = TestRecords.newServerDatabase();
    private final TranscriptStore store = TestRecords.inServer(url);

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    TranscriptStore store() {
        return store;
    }

    @Override
    SideTables tables(SideTables.Schema schema) {
        return SideTables.inServer(DatabaseUrl.parse(url), schema);
    }

    @Override
    Recordings recordings() {
        return TestRecordings.in(this::tables);
    }
}
