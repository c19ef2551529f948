package dev.sidetone.access;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.SideTables;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Owners for the tests of who asks for them. */
public final class TestOwners {

    private TestOwners() {}

    public static Owners of(Function<SideTables.Schema, SideTables> tables) {
        return new Owners(tables.apply(Owners.SCHEMA));
    }

    /** Makes a conversation theirs. */
    public static void add(
            Function<SideTables.Schema, SideTables> tables, ConversationId id, String... owners)
            throws SQLException {
        of(tables).add(id, List.of(owners));
    }
}
