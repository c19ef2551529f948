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

    /** As the schema has them. */
    static final String SETTINGS =
            "insert into item_words (item_words, rank) values ('automerge', 0), ('crisismerge', 64)";

    private static final int MERGED_PAGES = 8;

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

    /** Each pair of levels a few pages at a time; by itself FTS5 would merge whole levels. */
    @Override
    public boolean merge(Connection in) throws SQLException {
        long before = changes(in);
        Sql.run(
                in,
                "insert into item_words (item_words, rank) values ('merge', %d)"
                        .formatted(MERGED_PAGES));
        return changes(in) - before >= 2;
    }

    /** A merge that has nothing to do makes one change at most. */
    private static long changes(Connection in) throws SQLException {
        return Queries.rows(in, "select total_changes()", row -> row.getLong(1)).getFirst();
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
