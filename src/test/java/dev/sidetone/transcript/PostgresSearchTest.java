package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.ConversationId;
import java.sql.Connection;
import java.sql.SQLException;
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

    @Override
    Connection connect() throws SQLException {
        Connection connection = TestPostgres.connect(database);
        connection.setSchema("sidetone");
        return connection;
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
