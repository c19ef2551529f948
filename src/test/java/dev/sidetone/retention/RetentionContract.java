package dev.sidetone.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.RetentionSettings;
import dev.sidetone.config.RetentionSettings.Rule;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationChange.Delete;
import dev.sidetone.conversation.ConversationChange.Hold;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TranscriptStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept no longer goes, and nothing else. */
abstract class RetentionContract {

    private static final Rule FOR_EVER = new Rule(Optional.empty(), Optional.empty());

    abstract TranscriptStore store();

    abstract SideTables tables();

    private ErasureLog log() {
        return new ErasureLog(tables());
    }

    private Retention retention(Rule usual, Map<String, Rule> workspaces) {
        return new Retention(store(), log(), () -> new RetentionSettings(usual, workspaces));
    }

    private static Rule days(int conversations, int outputs) {
        return new Rule(
                Optional.of(Duration.ofDays(conversations)).filter(Duration::isPositive),
                Optional.of(Duration.ofDays(outputs)).filter(Duration::isPositive));
    }

    private ConversationId talk(String workspace) {
        ConversationId id = store().create(workspace, Path.of("/" + workspace)).id();
        Instant now = Instant.now();
        store().append(NewItem.text(id, "q", Item.Role.USER, "what is in the folder", now));
        store().append(NewItem.toolOutput(id, "o", "list", "c1", "secretive listing", now));
        return id;
    }

    private void change(ConversationId id, ConversationChange... changes) {
        store().change(id, List.of(changes));
    }

    private static Instant in(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }

    private List<Erasure> applied(Retention retention, Instant now) throws Exception {
        List<Erasure> due = retention.due(now);
        List<Erasure> gone = retention.apply(now);
        assertThat(gone).isEqualTo(due);
        assertThat(retention.due(now)).isEmpty();
        return gone;
    }

    @Test
    void aDeletionCanBeUndoneForThirtyDays() throws Exception {
        ConversationId id = talk("w");
        change(id, new Delete(Instant.now()));
        Retention retention = retention(FOR_EVER, Map.of());

        assertThat(applied(retention, in(29))).isEmpty();
        assertThat(store().findAny(id)).isPresent();

        assertThat(applied(retention, in(31)))
                .extracting(Erasure::conversation, Erasure::why, Erasure::items)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(id, Erasure.Why.DELETED, 2L));
        assertThat(store().findAny(id)).isEmpty();
    }

    @Test
    void conversationsGoWhenTheirWorkspaceKeepsThemNoLonger() throws Exception {
        ConversationId open = talk("short");
        ConversationId archived = talk("short");
        change(archived, new ConversationChange.Archive(true));
        ConversationId held = talk("short");
        change(held, new Hold(true));
        ConversationId usual = talk("w");
        Retention retention = retention(days(90, 0), Map.of("short", days(7, 0)));

        assertThat(applied(retention, in(6))).isEmpty();
        assertThat(applied(retention, in(8)))
                .extracting(Erasure::conversation)
                .containsExactlyInAnyOrder(open, archived);
        assertThat(applied(retention, in(91)))
                .extracting(Erasure::conversation)
                .containsExactly(usual);

        assertThat(store().find(held)).isPresent();
        assertThat(store().items(open)).isEmpty();
        assertThat(store().findAny(archived)).isEmpty();
    }

    @Test
    void whatToolsGaveBackGoesBeforeItsConversation() throws Exception {
        ConversationId plain = talk("w");
        ConversationId held = talk("w");
        change(held, new Hold(true));
        ConversationId other = talk("kept");
        Retention retention = retention(days(0, 30), Map.of("kept", FOR_EVER));

        assertThat(applied(retention, in(29))).isEmpty();
        List<Erasure> gone = applied(retention, in(31));

        assertThat(gone).extracting(Erasure::conversation).containsExactly(plain);
        assertThat(gone.getFirst().why()).isEqualTo(Erasure.Why.TOOL_OUTPUTS);
        assertThat(texts(plain))
                .containsExactly("what is in the folder", TranscriptStore.FORGOTTEN);
        assertThat(texts(held)).contains("secretive listing");
        assertThat(texts(other)).contains("secretive listing");
    }

    private List<String> texts(ConversationId id) {
        return store().items(id).stream().map(Item::text).toList();
    }

    @Test
    void theLogSaysWhatWentAndWhetherSomebodyChangedIt() throws Exception {
        Conversation first = store().find(talk("w")).orElseThrow();
        talk("w");
        Instant now = in(8);
        retention(days(7, 0), Map.of()).apply(now);
        talk("w");
        retention(days(7, 0), Map.of()).apply(in(16));

        List<Erased> entries = log().entries();
        assertThat(entries).extracting(Erased::number).containsExactly(1L, 2L, 3L);
        assertThat(entries)
                .anySatisfy(entry -> {
                    assertThat(entry.what().conversation()).isEqualTo(first.id());
                    assertThat(entry.what().begunAt()).isEqualTo(first.createdAt());
                    assertThat(entry.what().why()).isEqualTo(Erasure.Why.EXPIRED);
                });
        assertThat(ErasureLog.broken(entries)).isEmpty();

        run("update erasure set items = 0 where number = 2");
        assertThat(ErasureLog.broken(log().entries())).contains(2L);
        run("delete from erasure where number = 2");
        assertThat(ErasureLog.broken(log().entries())).contains(2L);
    }

    private void run(String sql) throws Exception {
        try (Connection connection = tables().forWriting();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
