package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes sealed originals beside their items, in the same transaction. Never commits. */
record VaultRows(Connection connection) {

    private static final String COLUMNS =
            "original_id, item, home_conversation, home_item, kept_at, key_id, sealed";

    private static final String HERE =
            "select id from item where conversation_id = ? and item_id = ?";

    /** A new item may have been moved since it was sealed, when it waited in memory. */
    private static final String OR_MOVED =
            " union all select item from moved_item where from_conversation = ? and from_item_id ="
                    + " ? limit 1";

    private static final String INSERT =
            "insert into vault_original ("
                    + COLUMNS
                    + ") select ?, i.id, ?, ?, ?, ?, ? from item i where i.text <> '"
                    + TranscriptStore.FORGOTTEN
                    + "' and i.id = (%s)";

    /** An item that was there already says what somebody else said. */
    private static final String WRITTEN =
            " and i.text = ? and not exists"
                    + " (select 1 from vault_original v where v.item = i.id)";

    private static final String ONCE = " on conflict (original_id) do nothing";

    private static final String COPY =
            "insert into vault_original ("
                    + COLUMNS
                    + ") select v.original_id || '-' || c.conversation_id, c.id,"
                    + " v.home_conversation, v.home_item, v.kept_at, v.key_id, v.sealed"
                    + " from item c join item i on i.item_id = c.item_id"
                    + " join vault_original v on v.item = i.id"
                    + " where c.conversation_id = ? and i.conversation_id = ?";

    void add(SealedOriginal original) throws SQLException {
        String sql =
                original.written().isPresent()
                        ? INSERT.formatted(HERE + OR_MOVED) + WRITTEN
                        : INSERT.formatted(HERE);
        try (PreparedStatement insert = connection.prepareStatement(sql + ONCE)) {
            insert.setString(1, original.id());
            insert.setString(2, original.conversation().value());
            insert.setString(3, original.itemId());
            insert.setLong(4, original.keptAt().toEpochMilli());
            insert.setString(5, original.keyId());
            insert.setBytes(6, original.sealed());
            insert.setString(7, original.conversation().value());
            insert.setString(8, original.itemId());
            if (original.written().isPresent()) {
                insert.setString(9, original.conversation().value());
                insert.setString(10, original.itemId());
                insert.setString(11, original.written().get());
            }
            insert.executeUpdate();
        }
    }

    /** A copy of a conversation has what the original has. */
    void copy(ConversationId from, ConversationId to) throws SQLException {
        if (!SideTables.has(connection, Vault.SCHEMA.table())) {
            return;
        }
        try (PreparedStatement copy = connection.prepareStatement(COPY)) {
            copy.setString(1, to.value());
            copy.setString(2, from.value());
            copy.executeUpdate();
        }
    }
}
