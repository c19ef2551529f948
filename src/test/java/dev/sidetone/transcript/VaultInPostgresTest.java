package dev.sidetone.transcript;

import dev.sidetone.config.OperationSettings.Durability;
import java.time.Clock;
import java.util.List;
import java.util.Random;

class VaultInPostgresTest extends VaultContract {

    private final DatabaseUrl url =
            DatabaseUrl.parse(TestPostgres.url(TestPostgres.port(), TestPostgres.database()));

    @Override
    KeepingStore open() {
        var server = new PostgresServer(url, Durability.CRASH, List.of(Vault.SCHEMA));
        return new SqlTranscriptStore(server, Clock.systemUTC(), new Random(7));
    }

    @Override
    SideTables tables(SideTables.Schema schema) {
        return SideTables.inServer(url, schema);
    }
}
