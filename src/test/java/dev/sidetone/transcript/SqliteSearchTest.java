package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.conversation.ConversationId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSearchTest extends SearchContract {

    @TempDir private Path folder;
    private SqlTranscriptStore store;

    @BeforeEach
    void open() {
        store = Stores.open(folder, new TickingClock());
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
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("sidetone.db"));
    }

    @Test
    void whatIsHeldInMemoryIsFoundTooAndStaysFoundOnceWritten() throws Exception {
        ConversationId id = begin();
        store.append(said(id, "stored", "the word and more"));
        try (Connection other = connect();
                Statement lock = other.createStatement()) {
            lock.execute("begin immediate");
            store.append(said(id, "held", "the word"));
            store.append(said(id, "without", "something else"));
            store.markInterrupted(id, "stored", 1, "the word");

            assertThat(store.health().durable()).isFalse();
            assertThat(foundNow("word")).containsExactly("held", "stored");
            assertThat(foundNow("more")).isEmpty();
            lock.execute("rollback");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> store.health().durable());

        assertThat(found("word")).containsExactly("held", "stored");
        assertThat(found("more")).isEmpty();
    }

    @Test
    void whatAnotherProgramRemovesOrChangesIsNotFoundAnyMore() throws Exception {
        ConversationId id = begin();
        store.append(said(id, "gone", "the first secret"));
        store.append(said(id, "changed", "the second secret"));

        try (Connection other = connect();
                Statement change = other.createStatement()) {
            change.execute("delete from item where item_id = 'gone'");
            change.execute("update item set text = 'nothing' where item_id = 'changed'");
        }

        assertThat(found("secret")).isEmpty();
    }
}
