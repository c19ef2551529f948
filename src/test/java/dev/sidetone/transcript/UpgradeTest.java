package dev.sidetone.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that an earlier version wrote is taken over whole. */
class UpgradeTest {

    private static final ConversationId FIRST =
            new ConversationId("01890a5d-ac96-774b-bcce-b302099a8057");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "3.1", "4"})
    void everyEarlierSchemaIsBroughtUpWithAllThatIsInIt(String version) throws Exception {
        schema("1");
        fill();
        schema(version);

        try (var store = Stores.open(folder)) {
            Conversation conversation = store.find(FIRST).orElseThrow();
            assertThat(conversation.title()).isEqualTo("About sessions");
            assertThat(store.items(FIRST))
                    .extracting(Item::itemId)
                    .containsExactly("question", "answer", "output");
            assertThat(store.items(FIRST).get(1).heardMs()).isEqualTo(700);
            assertThat(found(store, "session manager")).containsExactly("answer", "question");
            assertThat(found(store, "has:interrupted")).containsExactly("answer");
            assertThat(found(store, "kind:tool_output")).containsExactly("output");
            assertThat(found(store, "workspace:work call:rtc_1")).containsExactly("answer");
            Item next = store.append(Stores.said(FIRST, "next", "one more session manager"));
            assertThat(next.seq()).isEqualTo(4);
            assertThat(found(store, "session manager")).hasSize(3).contains("next");
            assertThat(store.health()).isEqualTo(StoreHealth.OK);
        }
    }

    private static java.util.List<String> found(TranscriptStore store, String query) {
        return store.search(SearchQuery.newest(SearchContract.terms(query), 10)).hits().stream()
                .map(hit -> hit.item().itemId())
                .toList();
    }

    private void schema(String version) throws Exception {
        Files.createDirectories(folder);
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + folder.resolve("sidetone.db"), null, null)
                .resourceProvider(SqliteFile.MIGRATIONS)
                .javaMigrations(new OldItems())
                .target(version)
                .load()
                .migrate();
    }

    private void fill() throws Exception {
        try (Connection file =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("sidetone.db"));
                Statement add = file.createStatement()) {
            add.execute(
                    "insert into conversation values ('%s', 'About sessions', 'work', '/work', 1, 9, 3, 3)"
                            .formatted(FIRST));
            String item = "insert into item values ('%s', ".formatted(FIRST);
            add.execute(
                    item
                            + "1, 'question', null, 'user', 'text', 'Where is the session manager?',"
                            + " null, null, 1000, null, null, 0, null, '[]')");
            add.execute(
                    item
                            + "2, 'answer', 'rtc_1', 'assistant', 'speech', 'In SessionManager.java',"
                            + " null, null, 1000, 1, 900, 1, 700, '[]')");
            add.execute(
                    item
                            + "3, 'output', null, 'agent', 'tool_output', 'session manager', 'grep',"
                            + " 'c1', 2000, null, null, 0, null, '[]')");
        }
    }
}
