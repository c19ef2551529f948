package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Begins the full-text index of a file anew. No item is lost with it: the writer enters them again,
 * the newest first.
 */
final class SqliteRepair {

    private final Connection file;

    SqliteRepair(Connection file) {
        this.file = file;
    }

    /** True when a fault that the integrity check told is one of the index alone. */
    static boolean mends(String fault) {
        return fault.contains("item_words");
    }

    void run() throws SQLException {
        String sql = "select sql from sqlite_master where name = 'item_words'";
        String create = Queries.rows(file, sql, row -> row.getString(1)).getFirst();
        Sql.run(file, "begin immediate");
        Sql.run(file, "drop table item_words");
        Sql.run(file, create);
        Sql.run(file, SqliteWords.SETTINGS);
        Sql.run(file, "delete from item_unindexed");
        Sql.run(file, "insert into item_unindexed (id) select id from item");
        Sql.run(file, "commit");
    }
}
