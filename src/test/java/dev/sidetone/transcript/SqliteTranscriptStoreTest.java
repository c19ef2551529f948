package dev.sidetone.transcript;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class SqliteTranscriptStoreTest extends TranscriptContract {

    @TempDir private Path folder;

    @Override
    SqlTranscriptStore open(Clock clock) {
        return Stores.open(folder, clock);
    }
}
