package dev.sidetone.transcript;

import static dev.sidetone.transcript.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.OperationSettings.Durability;
import dev.sidetone.conversation.ConversationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresSearchTest extends SearchContract {

    /** For how it is asked; it is not asked by this. */
    private static final Database SERVER =
            new PostgresServer(DatabaseUrl.parse(TestPostgres.url(1, "nobody")), Durability.CRASH);

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

    /** Otherwise the former text would be entered, and the note of the new one be gone. */
    @Test
    void whatIsChangedWhileTheIndexCatchesUpIsLeftForLater() throws Exception {
        ConversationId id = begin();
        store.append(said(id, "changed", "the first words"));
        store.close();

        try (Connection writer = connect();
                Connection beside = connect();
                Statement change = writer.createStatement()) {
            change.execute("update item set text = 'the second words'");
            writer.setAutoCommit(false);
            beside.setAutoCommit(false);
            change.execute("update item set text = 'the third words'");
            assertThat(entered(beside)).isZero();

            writer.commit();
            assertThat(entered(beside)).isOne();
        }
        store = TestPostgres.open(database, new TickingClock());
        assertThat(found("third")).containsExactly("changed");
        assertThat(found("second")).isEmpty();
    }

    private static int entered(Connection beside) throws SQLException {
        int entered = new Indexing(beside, SERVER).run(16);
        beside.commit();
        return entered;
    }
}
