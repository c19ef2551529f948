package dev.sidetone.recording;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.SideTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pieces, in SQL that SQLite and PostgreSQL both understand. Thread-safe. */
final class SegmentStore {

    static final SideTables.Schema SCHEMA =
            new SideTables.Schema(
                    "flyway_recording",
                    "recording_home",
                    "db/recording/",
                    "db/recording/postgresql/",
                    List.of("V1__recording.sql", "V2__spans.sql", "V3__moves.sql"));

    private static final String PLACE =
            "segment_id, conversation_id, call_id, speaker, item_id, begun_at, from_ms, to_ms";
    private static final String INSERT =
            "insert into recording_segment (%s, key_id, sound) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (segment_id) do nothing"
                    .formatted(PLACE);
    private static final String IN_ORDER = " order by from_ms, segment_id";

    private final SideTables tables;

    SegmentStore(SideTables tables) {
        this.tables = tables;
    }

    void add(SealedSegment piece) throws SQLException {
        Segment segment = piece.segment();
        try (Connection connection = tables.forWriting();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, segment.id());
            insert.setString(2, segment.conversation().value());
            insert.setString(3, segment.callId());
            insert.setString(4, segment.speaker().wireName());
            insert.setString(5, segment.itemId());
            insert.setLong(6, segment.begunAt().toEpochMilli());
            insert.setLong(7, segment.fromMs());
            insert.setLong(8, segment.toMs());
            insert.setString(9, piece.keyId());
            insert.setBytes(10, piece.sound());
            insert.executeUpdate();
        }
    }

    void add(ConversationId conversation, String call, Instant begunAt, Span span)
            throws SQLException {
        try (Connection connection = tables.forWriting();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into recording_span (call_id, item_id, conversation_id,"
                                        + " begun_at, from_ms, to_ms) values (?, ?, ?, ?, ?, ?) on"
                                        + " conflict (call_id, item_id) do nothing")) {
            insert.setString(1, call);
            insert.setString(2, span.itemId());
            insert.setString(3, conversation.value());
            insert.setLong(4, begunAt.toEpochMilli());
            insert.setLong(5, span.fromMs());
            insert.setLong(6, span.toMs());
            insert.executeUpdate();
        }
    }

    /** Where a line of the user is; empty when the provider did not tell. */
    Optional<Span> span(String call, String item) throws SQLException {
        Optional<Connection> opened = tables.forReading();
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = opened.get();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select from_ms, to_ms from recording_span where call_id = ? and"
                                        + " item_id = ?")) {
            select.setString(1, call);
            select.setString(2, item);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Span(item, row.getLong(1), row.getLong(2)))
                        : Optional.empty();
            }
        }
    }

    /** What there is of these calls, without the sound, in its order. */
    List<Segment> ofCalls(Set<String> calls) throws SQLException {
        var found = new ArrayList<Segment>();
        Optional<Connection> opened = tables.forReading();
        if (opened.isEmpty()) {
            return found;
        }
        try (Connection connection = opened.get();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select "
                                        + PLACE
                                        + " from recording_segment where call_id = ?"
                                        + IN_ORDER)) {
            for (String call : calls) {
                select.setString(1, call);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(segment(rows));
                    }
                }
            }
        }
        return found;
    }

    /** The user's pieces of a call that have something between these times. */
    List<SealedSegment> ofUser(String call, long fromMs, long toMs) throws SQLException {
        return sealed(
                "call_id = ? and speaker = 'user' and to_ms > ? and from_ms < ?",
                call,
                fromMs,
                toMs);
    }

    /** All pieces of one item of the assistant. */
    List<SealedSegment> ofItem(String call, String item) throws SQLException {
        return sealed("call_id = ? and speaker = 'assistant' and item_id = ?", call, item);
    }

    private List<SealedSegment> sealed(String where, Object... values) throws SQLException {
        var found = new ArrayList<SealedSegment>();
        Optional<Connection> opened = tables.forReading();
        if (opened.isEmpty()) {
            return found;
        }
        String sql =
                "select %s, key_id, sound from recording_segment where %s%s"
                        .formatted(PLACE, where, IN_ORDER);
        try (Connection connection = opened.get();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            new SealedSegment(segment(rows), rows.getString(9), rows.getBytes(10)));
                }
            }
        }
        return found;
    }

    /**
     * Takes out what began before, except under legal hold.
     *
     * @return how many pieces
     */
    int removeBefore(Instant before) throws SQLException {
        Optional<Connection> opened = tables.forReading();
        if (opened.isEmpty()) {
            return 0;
        }
        try (Connection connection = opened.get()) {
            int pieces = removeBefore(connection, "recording_segment", before);
            removeBefore(connection, "recording_span", before);
            return pieces;
        }
    }

    /**
     * Takes out the user's sound of these calls, except under legal hold.
     *
     * @return how many pieces
     */
    long removeUser(Set<String> calls) throws SQLException {
        Optional<Connection> opened = tables.forReading();
        if (opened.isEmpty()) {
            return 0;
        }
        long pieces = 0;
        try (Connection connection = opened.get()) {
            for (String call : calls) {
                pieces += removeOf(connection, "recording_segment", "speaker = 'user' and ", call);
                removeOf(connection, "recording_span", "", call);
            }
        }
        return pieces;
    }

    private static int removeOf(Connection connection, String table, String which, String call)
            throws SQLException {
        String sql = "delete from %s where %scall_id = ? and ".formatted(table, which);
        try (PreparedStatement delete = connection.prepareStatement(sql + unheld(table))) {
            delete.setString(1, call);
            return delete.executeUpdate();
        }
    }

    /** What is under legal hold stays; it may be in another conversation than it was in. */
    private static String unheld(String table) {
        return "not exists (select 1 from conversation where held and id = coalesce((select h.conversation_id from recording_home h where h.call_id = %1$s.call_id), %1$s.conversation_id))"
                .formatted(table);
    }

    private static int removeBefore(Connection connection, String table, Instant before)
            throws SQLException {
        String sql = "delete from %s where begun_at < ? and %s".formatted(table, unheld(table));
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setLong(1, before.toEpochMilli());
            return delete.executeUpdate();
        }
    }

    private static Segment segment(ResultSet row) throws SQLException {
        return new Segment(
                row.getString(1),
                new ConversationId(row.getString(2)),
                row.getString(3),
                Speaker.of(row.getString(4)),
                row.getString(5),
                Instant.ofEpochMilli(row.getLong(6)),
                row.getLong(7),
                row.getLong(8));
    }
}
