package dev.sidetone.access;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.SideTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who began what, beside the record. Thread-safe; several processes may write. */
public final class Owners {

    /** The tables. */
    public static final SideTables.Schema SCHEMA =
            new SideTables.Schema(
                    "flyway_access",
                    "access_read",
                    "db/access/",
                    "db/access/postgresql/",
                    List.of("V1__access.sql", "V2__reveals.sql"));

    private final SideTables tables;

    /** Beside the record that these tables are beside. */
    public Owners(SideTables tables) {
        this.tables = tables;
    }

    /** These too are its owners. */
    void add(ConversationId id, Collection<String> owners) throws SQLException {
        try (Connection connection = tables.forWriting();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into conversation_owner (conversation_id, owner)"
                                        + " values (?, ?) on conflict do nothing")) {
            for (String owner : owners) {
                insert.setString(1, id.value());
                insert.setString(2, owner);
                insert.executeUpdate();
            }
        }
    }

    /** Whose it is; an empty name alone when nobody in particular began it. */
    SortedSet<String> of(ConversationId id) throws SQLException {
        var owners =
                new TreeSet<>(
                        texts(
                                "select owner from conversation_owner where conversation_id = ?",
                                id.value()));
        if (owners.isEmpty()) {
            owners.add("");
        }
        return owners;
    }

    /** The conversations that are theirs and of nobody else. */
    public List<ConversationId> conversationsOf(String owner) throws SQLException {
        return texts(
                        "select conversation_id from conversation_owner o where owner = ? and not"
                                + " exists (select 1 from conversation_owner x where"
                                + " x.conversation_id = o.conversation_id and x.owner <> o.owner)"
                                + " order by conversation_id",
                        owner)
                .stream()
                .map(ConversationId::new)
                .toList();
    }

    /** Somebody merged or split. */
    void moved(String move, String owner, ConversationId source, ConversationId target)
            throws SQLException {
        try (Connection connection = tables.forWriting();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into move_owner (move_id, owner, source, target)"
                                        + " values (?, ?, ?, ?) on conflict do nothing")) {
            insert.setString(1, move);
            insert.setString(2, owner);
            insert.setString(3, source.value());
            insert.setString(4, target.value());
            insert.executeUpdate();
        }
    }

    /** The conversations of a move, when it is theirs; else none. */
    List<ConversationId> ofMove(String move, String owner) throws SQLException {
        String where = " from move_owner where move_id = ? and owner = ?";
        return texts(
                        "select source" + where + " union all select target" + where,
                        move,
                        owner,
                        move,
                        owner)
                .stream()
                .map(ConversationId::new)
                .toList();
    }

    private List<String> texts(String sql, String... values) throws SQLException {
        Optional<Connection> opened = tables.forReading();
        if (opened.isEmpty()) {
            return List.of();
        }
        try (Connection connection = opened.get();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }
}
