package dev.sidetone.transcript;

import dev.sidetone.conversation.Item;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The full-text index of the file: its table {@code item_words}. */
final class SqliteWords {

    static final String INSERT =
            "insert or replace into item_words (rowid, words, split, marks) values (?,?,?,?)";
    private static final String FIND =
            "select "
                    + Queries.FOUND
                    + " from item_words w cross join item i on i.id = w.rowid"
                    + " cross join conversation c on c.id = i.conversation_id"
                    + " where w.item_words match ? and w.rowid < ?";

    private SqliteWords() {}

    /** Enters an item, or what it has become. */
    static void put(Connection to, long id, Item item, String workspace) throws SQLException {
        try (PreparedStatement insert = to.prepareStatement(INSERT)) {
            bind(insert, id, item, workspace);
            insert.executeUpdate();
        }
    }

    private static void bind(PreparedStatement insert, long id, Item item, String workspace)
            throws SQLException {
        bind(insert, id, item.text(), SearchMarks.of(item, workspace));
    }

    static void bind(PreparedStatement insert, long id, String text, List<String> marks)
            throws SQLException {
        SearchedText searched = SearchedText.of(text);
        insert.setLong(1, id);
        insert.setString(2, joined(searched.words()));
        insert.setString(3, joined(searched.split()));
        insert.setString(4, String.join(" ", marks));
    }

    /** Items with a number below this one, the greatest first. */
    static List<FoundItem> find(Connection from, SearchTerms terms, long below, int limit)
            throws SQLException {
        var sql = new StringBuilder(FIND).append(" and c.deleted_at is null");
        var values = new ArrayList<Object>();
        values.add(FtsQuery.of(terms));
        values.add(terms.until().map(ItemIds::beyond).map(id -> Math.min(id, below)).orElse(below));
        terms.from()
                .ifPresent(at -> {
                    sql.append(" and w.rowid >= ? and i.started_at >= ?");
                    values.add(ItemIds.first(at));
                    values.add(at.toEpochMilli());
                });
        terms.until()
                .ifPresent(at -> {
                    sql.append(" and i.started_at < ?");
                    values.add(at.toEpochMilli());
                });
        terms.inArchived()
                .ifPresent(archived -> {
                    sql.append(" and c.archived = ?");
                    values.add(archived ? 1 : 0);
                });
        values.add(limit);
        return Queries.rows(
                from,
                sql.append(" order by w.rowid desc limit ?").toString(),
                Queries::found,
                values.toArray());
    }

    private static String joined(List<SearchToken> words) {
        return words.stream().map(SearchToken::word).collect(Collectors.joining(" "));
    }
}
