package dev.sidetone.transcript;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;

/** Records for the tests of what is kept beside them. */
public final class TestRecords {

    private TestRecords() {}

    /** In {@code sidetone.db} of a folder. */
    public static TranscriptStore inFile(Path folder) {
        return Stores.open(folder);
    }

    /** The URL of a new, empty database. */
    public static String newServerDatabase() {
        return TestPostgres.url(TestPostgres.port(), TestPostgres.database());
    }

    /** In a database. */
    public static TranscriptStore inServer(String url) {
        return TestPostgres.open(url, Clock.systemUTC(), new Random(7));
    }
}
