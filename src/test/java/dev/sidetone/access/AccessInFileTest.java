package dev.sidetone.access;

import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TestRecords;
import dev.sidetone.transcript.TranscriptStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class AccessInFileTest extends AccessContract {

    @TempDir private Path folder;
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
    TranscriptStore store() {
        return store;
    }

    @Override
    SideTables tables(SideTables.Schema schema) {
        return SideTables.inFile(folder.resolve("sidetone.db"), schema);
    }
}
