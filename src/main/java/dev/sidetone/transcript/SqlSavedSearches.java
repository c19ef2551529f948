package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.SearchReading.Mistaken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/** Saved searches in the record's database. */
record SqlSavedSearches(Journal journal, Source source, Clock clock, RandomGenerator random)
        implements SavedSearches {

    private static final String SAVE =
            "insert into saved_search (id, name, query, saved_at) values (?,?,?,?)"
                    + " on conflict (query) do update set name = excluded.name";
    private static final String ALL =
            "select id, name, query, saved_at from saved_search order by name, id";

    /** Reads from the database; what failed is empty. */
    @FunctionalInterface
    interface Source {
        List<SavedSearch> read(Reads.Query<List<SavedSearch>> query);
    }

    @Override
    public List<SavedSearch> all() {
        return source.read(SqlSavedSearches::all);
    }

    static List<SavedSearch> all(Connection from) throws SQLException {
        return Queries.rows(from, ALL, SqlSavedSearches::search);
    }

    private static SavedSearch search(ResultSet row) throws SQLException {
        return new SavedSearch(
                row.getString("id"),
                row.getString("name"),
                row.getString("query"),
                Instant.ofEpochMilli(row.getLong("saved_at")));
    }

    @Override
    public SavedSearch save(String name, String query) {
        String words = query.strip();
        String called = name.isBlank() ? words : name.strip();
        if (SearchLanguage.read(words) instanceof Mistaken mistaken) {
            throw new IllegalArgumentException(mistaken.text());
        }
        if (called.length() > SavedSearch.LONGEST_NAME && !name.isBlank()) {
            throw new IllegalArgumentException(
                    "A name has at most %d characters.".formatted(SavedSearch.LONGEST_NAME));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = ConversationId.create(now.toEpochMilli(), random).value();
        return journal.submit(rows -> rows.save(new SavedSearch(id, called, words, now)));
    }

    @Override
    public boolean forget(String id) {
        return journal.submit(rows -> rows.forgetSearch(id));
    }

    /** Under another name when there is one of this query. */
    static SavedSearch save(Connection connection, SavedSearch search) throws SQLException {
        List<SavedSearch> all = all(connection);
        boolean known = all.stream().anyMatch(s -> s.query().equals(search.query()));
        if (!known && all.size() >= SavedSearch.MOST) {
            throw new TranscriptException(
                    "%d searches are saved, and no more can be: forget one before."
                            .formatted(SavedSearch.MOST));
        }
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            save.setString(1, search.id());
            save.setString(2, search.name());
            save.setString(3, search.query());
            save.setLong(4, search.savedAt().toEpochMilli());
            save.executeUpdate();
        }
        return all(connection).stream()
                .filter(s -> s.query().equals(search.query()))
                .findFirst()
                .orElseThrow();
    }

    /** False when there is none. */
    static boolean forget(Connection connection, String id) throws SQLException {
        try (PreparedStatement forget =
                connection.prepareStatement("delete from saved_search where id = ?")) {
            forget.setString(1, id);
            return forget.executeUpdate() > 0;
        }
    }
}
