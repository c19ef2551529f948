package dev.sidetone.access;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.SavedSearch;
import dev.sidetone.transcript.SideTables;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Searches that people who are known by name keep, each for themselves. Thread-safe. */
final class OwnSearches {

    private static final String SAVE =
            "insert into own_search (id, owner, name, query, saved_at) values (?, ?, ?, ?, ?)"
                    + " on conflict (owner, query) do update set name = excluded.name";
    private static final String ALL =
            "select id, name, query, saved_at from own_search where owner = ? order by name, id";

    private final SideTables tables;
    private final SecureRandom random = new SecureRandom();

    OwnSearches(SideTables tables) {
        this.tables = tables;
    }

    List<SavedSearch> all(String owner) throws SQLException {
        Optional<Connection> opened = tables.forReading();
        if (opened.isEmpty()) {
            return List.of();
        }
        try (Connection connection = opened.get()) {
            return all(connection, owner);
        }
    }

    private static List<SavedSearch> all(Connection connection, String owner) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ALL)) {
            select.setString(1, owner);
            try (ResultSet rows = select.executeQuery()) {
                var all = new ArrayList<SavedSearch>();
                while (rows.next()) {
                    all.add(
                            new SavedSearch(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    Instant.ofEpochMilli(rows.getLong(4))));
                }
                return all;
            }
        }
    }

    /** Empty when there are too many. */
    Optional<SavedSearch> save(String owner, String name, String query, Instant at)
            throws SQLException {
        Instant now = at.truncatedTo(ChronoUnit.MILLIS);
        String id = ConversationId.create(now.toEpochMilli(), random).value();
        try (Connection connection = tables.forWriting()) {
            List<SavedSearch> before = all(connection, owner);
            boolean known = before.stream().anyMatch(s -> s.query().equals(query));
            if (!known && before.size() >= SavedSearch.MOST) {
                return Optional.empty();
            }
            try (PreparedStatement save = connection.prepareStatement(SAVE)) {
                save.setString(1, id);
                save.setString(2, owner);
                save.setString(3, name);
                save.setString(4, query);
                save.setLong(5, now.toEpochMilli());
                save.executeUpdate();
            }
            return all(connection, owner).stream().filter(s -> s.query().equals(query)).findFirst();
        }
    }

    boolean forget(String owner, String id) throws SQLException {
        try (Connection connection = tables.forWriting();
                PreparedStatement forget =
                        connection.prepareStatement(
                                "delete from own_search where owner = ? and id = ?")) {
            forget.setString(1, owner);
            forget.setString(2, id);
            return forget.executeUpdate() > 0;
        }
    }
}
