package dev.sidetone.recording;

import dev.sidetone.config.RecordingSettings;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.sealing.Keyring;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TestRecords;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Recordings for the tests of who makes them. */
public final class TestRecordings {

    public static final Path WORKSPACE = Path.of("/src/work");

    private TestRecordings() {}

    /** Unsealed, in a new record of a folder. */
    public static Recordings inFile(Path folder, BooleanSupplier enabled) {
        try (var store = TestRecords.inFile(folder)) {
            store.create("work", WORKSPACE);
        }
        return beside(folder, enabled, InstantSource.system());
    }

    /** Beside a record. */
    public static Recordings in(Function<SideTables.Schema, SideTables> tables) {
        return recordings(tables.apply(SegmentStore.SCHEMA), () -> true, InstantSource.system());
    }

    /** Keeps what a user said from the beginning of a call, beside the record of a home folder. */
    public static void keep(Path home, ConversationId conversation, String call, short[] at48k)
            throws InterruptedException {
        Instant end = Instant.EPOCH.plusMillis(at48k.length / 48);
        Recordings recordings = beside(home, () -> true, InstantSource.fixed(end));
        CallSound sound = recordings.begin(conversation, call, Instant.EPOCH);
        sound.user(at48k, 48_000);
        sound.end();
        if (!sound.awaitEnd(10_000)) {
            throw new AssertionError("was not kept in 10 s");
        }
    }

    private static Recordings beside(Path folder, BooleanSupplier enabled, InstantSource clock) {
        return recordings(
                SideTables.inFile(folder.resolve("sidetone.db"), SegmentStore.SCHEMA),
                enabled,
                clock);
    }

    private static Recordings recordings(
            SideTables tables, BooleanSupplier enabled, InstantSource clock) {
        return new Recordings(
                new SegmentStore(tables),
                () ->
                        new RecordingSettings(
                                enabled.getAsBoolean(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                () -> Keyring.EMPTY,
                WORKSPACE,
                clock,
                () -> {});
    }
}
