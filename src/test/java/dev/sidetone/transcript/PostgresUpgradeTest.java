package dev.sidetone.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that an earlier version wrote is taken over whole. */
class PostgresUpgradeTest {

    private static final ConversationId ID =
            new ConversationId("01890a5d-ac96-774b-bcce-b302099a8057");

    private final String database = TestPostgres.database();

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void everyEarlierSchemaIsBroughtUpWithAllThatIsInIt(String version) throws Exception {
        schema(version);
        fill();

        try (var store = TestPostgres.open(database, new TickingClock())) {
            Item answer = store.items(ID).getFirst();
            assertThat(answer.text()).isEqualTo("In SessionManager.java");
            assertThat(answer.heardMs()).isEqualTo(700);
            assertThat(answer.details()).isEqualTo(ItemDetails.NONE);
            assertThat(store.append(Stores.said(ID, "next", "thanks")).seq()).isEqualTo(2);
            assertThat(store.find(ID).orElseThrow().items()).isEqualTo(2);
            assertThat(store.health()).isEqualTo(StoreHealth.OK);
        }
    }

    private void schema(String version) {
        Flyway.configure()
                .dataSource("jdbc:" + plain(), "postgres", "not-checked")
                .resourceProvider(PostgresServer.MIGRATIONS)
                .schemas(PostgresServer.SCHEMA)
                .createSchemas(true)
                .target(version)
                .load()
                .migrate();
    }

    private String plain() {
        return "postgresql://127.0.0.1:%d/%s".formatted(TestPostgres.port(), database);
    }

    private void fill() throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                Statement add = connection.createStatement()) {
            add.execute("set search_path = " + PostgresServer.SCHEMA);
            add.execute(
                    "insert into conversation (id, title, workspace, workspace_root, created_at,"
                            + " updated_at, last_seq, items) values ('%s', 'About sessions', 'work',"
                                    .formatted(ID)
                            + " '/work', 1, 9, 1, 1)");
            add.execute(
                    "insert into item values (4096000, '%s', 1, 'answer', 'rtc_1', 'assistant',"
                                    .formatted(ID)
                            + " 'speech', 'In SessionManager.java', null, null, 1000, 1, 900, true,"
                            + " 700, '[]')");
        }
    }
}
