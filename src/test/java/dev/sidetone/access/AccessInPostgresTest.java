package dev.sidetone.access;

import dev.sidetone.transcript.DatabaseUrl;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TestRecords;
import dev.sidetone.transcript.TranscriptStore;
import org.junit.jupiter.api.AfterEach;

class AccessInPostgresTest extends AccessContract {

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
}
