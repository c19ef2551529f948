package dev.sidetone.recording;

import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TestRecords;
import dev.sidetone.transcript.TranscriptStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class RecordingsInFileTest extends RecordingsContract {

    @TempDir Path folder;
    private TranscriptStore store;

    @BeforeEach
    void open() {
        store = TestRecords.inFile(folder);
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
        return SideTables.inFile(folder.resolve("sidetone.db"), SegmentStore.SCHEMA);
    }
}
