package dev.sidetone.transcript;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The same in PostgreSQL. */
class PostgresBringTest extends BringTest {

    private final Map<String, String> databases = new HashMap<>();

    @Override
    SqlTranscriptStore opened(String place) {
        String database = databases.computeIfAbsent(place, _ -> TestPostgres.database());
        return TestPostgres.open(database, Clock.systemUTC());
    }
}
