package dev.sidetone.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TestRecords;
import dev.sidetone.transcript.TranscriptStore;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsInFileTest extends RecordingsContract {

    @TempDir Path folder;
    private TranscriptStore store;

    @BeforeEach
    void open() {
        store = TestRecords.inFile(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    TranscriptStore transcript() {
        return store;
    }

    @Override
    SideTables tables() {
        return SideTables.inFile(folder.resolve("sidetone.db"), SegmentStore.SCHEMA);
    }

    @Test
    void aBackupHasTheSound(@TempDir Path elsewhere) throws Exception {
        Conversation conversation = store.create("work", folder);
        TestRecordings.keep(folder, conversation.id(), "call-5", Tones.tone(48_000, 500, 1_000));
        Item said =
                store.append(
                        NewItem.speech(
                                        conversation.id(),
                                        "u1",
                                        Item.Role.USER,
                                        "words",
                                        Instant.EPOCH,
                                        200,
                                        800)
                                .inCall("call-5"));

        TestRecords.backup(folder, elsewhere.resolve("sidetone.db"));

        Recordings restored = TestRecordings.inFile(elsewhere, () -> false);
        assertThat(restored.sound(said))
                .hasValueSatisfying(
                        sound -> assertThat(Tones.rms(Tones.decoded(sound))).isGreaterThan(4_000));
    }
}
