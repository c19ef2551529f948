package dev.sidetone.transcript;

import dev.sidetone.config.OperationSettings.Durability;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Stores and items for tests. */
final class Stores {

    static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    static final int BUSY_MILLIS = 50;

    private Stores() {}

    static SqlTranscriptStore open(Path folder, String... pragmas) {
        return open(folder, Clock.systemUTC(), pragmas);
    }

    static SqlTranscriptStore open(Path folder, Clock clock, String... pragmas) {
        var file =
                new SqliteFile(
                        folder.resolve("sidetone.db"),
                        BUSY_MILLIS,
                        Durability.CRASH,
                        List.of(pragmas));
        return new SqlTranscriptStore(file, clock, new Random(7));
    }

    static SqlTranscriptStore openSmall(Path folder, int mostHeld) {
        var file =
                new SqliteFile(
                        folder.resolve("sidetone.db"), BUSY_MILLIS, Durability.CRASH, List.of());
        return new SqlTranscriptStore(file, Clock.systemUTC(), new Random(7), mostHeld);
    }

    /** One whose file counts as large: it is checked while it is used. */
    static SqlTranscriptStore openLarge(Path folder) {
        var file =
                new SqliteFile(
                        folder.resolve("sidetone.db"),
                        BUSY_MILLIS,
                        Durability.CRASH,
                        List.of(),
                        List.of(),
                        0);
        return new SqlTranscriptStore(file, Clock.systemUTC(), new Random(7));
    }

    static NewItem said(ConversationId id, String itemId, String text) {
        return NewItem.text(id, itemId, Item.Role.USER, text, NOON);
    }

    static NewItem saidAt(ConversationId id, String itemId, Instant at) {
        return NewItem.text(id, itemId, Item.Role.USER, itemId, at);
    }
}
