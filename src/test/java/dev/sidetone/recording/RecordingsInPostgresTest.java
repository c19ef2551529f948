package dev.sidetone.recording;

import dev.sidetone.transcript.DatabaseUrl;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TestRecords;
import dev.sidetone.transcript.TranscriptStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The same against a real server. */
class RecordingsInPostgresTest extends RecordingsContract {

    private String url;
    private TranscriptStore store;

    @BeforeEach
    void open() {
        url = TestRecords.newServerDatabase();
        store = TestRecords.inServer(url);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    TranscriptStore transcript() {
        return store;
    }

    @Override
    SideTables tables() {
        return SideTables.inServer(DatabaseUrl.parse(url), SegmentStore.SCHEMA);
    }
}
