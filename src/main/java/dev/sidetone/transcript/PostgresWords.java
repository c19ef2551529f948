package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The index by text search vectors. They are written here and not by the server's parser, so that
 * both databases find the same.
 */
final class PostgresWords implements Words {

    private static final String NOT_ALLOWED = "42501";

    private static final String PUT =
            "insert into item_words (id, words) values (?, ?::tsvector)"
                    + " on conflict (id) do update set words = excluded.words";
    private static final FindSql FIND =
            new FindSql(
                    "item_words w join item i on i.id = w.id"
                            + " join conversation c on c.id = i.conversation_id",
                    "w.words @@ ?::tsquery",
                    "w.id");

    @Override
    public void put(Connection to, List<Entry> entries) throws SQLException {
        try (PreparedStatement put = to.prepareStatement(PUT)) {
            for (Entry e : entries) {
                put.setLong(1, e.id());
                put.setString(
                        2,
                        vector(
                                SearchedText.of(e.item().text()),
                                SearchMarks.of(e.item(), e.workspace())));
                put.addBatch();
            }
            put.executeBatch();
        }
    }

    /**
     * Sorts in the new words, which a commit would have to do now and then; and has to where the
     * tables are not this user's.
     */
    @Override
    public boolean merge(Connection in) throws SQLException {
        try {
            Sql.run(in, "select gin_clean_pending_list('item_words_found')");
        } catch (SQLException e) {
            if (!NOT_ALLOWED.equals(e.getSQLState())) {
                throw e;
            }
        }
        return false;
    }

    @Override
    public List<FoundItem> find(Connection from, SearchTerms terms, long below, int limit)
            throws SQLException {
        return FIND.run(from, TsQuery.of(terms), terms, below, limit);
    }

    /** The words at their places; behind a gap the same with identifiers taken apart; the marks. */
    static String vector(SearchedText text, List<String> marks) {
        Map<String, StringBuilder> places = new LinkedHashMap<>();
        enter(places, text.words(), 1);
        enter(places, text.split(), text.words().size() + 2);
        var vector = new StringBuilder();
        places.forEach(
                (word, at) -> vector.append('\'').append(word).append("':").append(at).append(' '));
        marks.forEach(mark -> vector.append('\'').append(mark).append("' "));
        return vector.toString();
    }

    private static void enter(
            Map<String, StringBuilder> places, List<SearchToken> words, int first) {
        int place = first;
        for (SearchToken word : words) {
            StringBuilder at = places.computeIfAbsent(word.word(), _ -> new StringBuilder());
            at.append(at.isEmpty() ? "" : ",").append(place++);
        }
    }
}
