package dev.sidetone.transcript;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Random;

/** Records for the tests of what is kept beside them. */
public final class TestRecords {

    private TestRecords() {}

    /** In {@code sidetone.db} of a folder. */
    public static TranscriptStore inFile(Path folder) {
        return Stores.open(folder);
    }

    /** What {@code sidetone backup} does. */
    public static void backup(Path folder, Path to) throws IOException, SQLException {
        new SqliteCopy(folder.resolve("sidetone.db")).backup(to, false);
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
