package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds items by words, in the SQL of either database.
 *
 * @param from the tables {@code w}, {@code i} and {@code c}, joined
 * @param match takes the words as a parameter
 * @param number the column of {@code w} that the newest are known by
 */
record FindSql(String from, String match, String number) {

    List<FoundItem> run(
            Connection connection, String words, SearchTerms terms, long below, int limit)
            throws SQLException {
        var sql = new StringBuilder("select ").append(Queries.FOUND);
        sql.append(
                " from %s where %s and %s < ? and c.deleted_at is null"
                        .formatted(from, match, number));
        var values = new ArrayList<Object>();
        values.add(words);
        values.add(terms.until().map(ItemIds::beyond).map(id -> Math.min(id, below)).orElse(below));
        terms.from()
                .ifPresent(at -> {
                    sql.append(" and %s >= ? and i.started_at >= ?".formatted(number));
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
                    values.add(archived);
                });
        terms.workspaces()
                .ifPresent(names -> {
                    sql.append(" and ").append(Queries.within("c.workspace", names));
                    values.addAll(names);
                });
        values.add(limit);
        sql.append(" order by %s desc limit ?".formatted(number));
        return Queries.rows(connection, sql.toString(), Queries::found, values.toArray());
    }
}
