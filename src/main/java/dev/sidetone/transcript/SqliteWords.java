package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** The index by FTS5. */
final class SqliteWords implements Words {

    static final String INSERT =
            "insert or replace into item_words (rowid, words, split, marks) values (?,?,?,?)";

    /** {@code cross join} keeps the index in front, which has the order. */
    private static final FindSql FIND =
            new FindSql(
                    "item_words w cross join item i on i.id = w.rowid"
                            + " cross join conversation c on c.id = i.conversation_id",
                    "w.item_words match ?",
                    "w.rowid");

    @Override
    public void put(Connection to, List<Entry> entries) throws SQLException {
        try (PreparedStatement insert = to.prepareStatement(INSERT)) {
            for (Entry e : entries) {
                bind(insert, e.id(), e.item().text(), SearchMarks.of(e.item(), e.workspace()));
                insert.executeUpdate();
            }
        }
    }

    static void bind(PreparedStatement insert, long id, String text, List<String> marks)
            throws SQLException {
        SearchedText searched = SearchedText.of(text);
        insert.setLong(1, id);
        insert.setString(2, joined(searched.words()));
        insert.setString(3, joined(searched.split()));
        insert.setString(4, String.join(" ", marks));
    }

    @Override
    public List<FoundItem> find(Connection from, SearchTerms terms, long below, int limit)
            throws SQLException {
        return FIND.run(from, FtsQuery.of(terms), terms, below, limit);
    }

    private static String joined(List<SearchToken> words) {
        return words.stream().map(SearchToken::word).collect(Collectors.joining(" "));
    }
}
