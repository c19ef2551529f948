package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.ConversationId;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresSearchTest extends SearchContract {

    private final String database = TestPostgres.database();
    private SqlTranscriptStore store;

    @BeforeEach
    void open() {
        store = TestPostgres.open(database, new TickingClock());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    TranscriptStore store() {
        return store;
    }

    @Test
    void whatAnotherProgramRemovesOrChangesIsNotFoundAnyMore() throws Exception {
        ConversationId id = begin();
        store.append(said(id, "gone", "the first secret"));
        store.append(said(id, "changed", "the second secret"));

        try (Connection other = TestPostgres.connect(database);
                Statement change = other.createStatement()) {
            change.execute("delete from sidetone.item where item_id = 'gone'");
            change.execute("update sidetone.item set text = 'nothing' where item_id = 'changed'");
        }

        assertThat(found("secret")).isEmpty();
    }
}
