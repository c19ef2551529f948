package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Makes the full-text index of a file anew from its items, of which nothing is lost with it. */
final class SqliteRepair {

    private static final int PIECE = 1_000;

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
        var words = new SqliteWords();
        Optional<Long> after = Optional.of(Long.MIN_VALUE);
        while (after.isPresent()) {
            List<FoundItem> piece = Queries.placedAfter(file, after.get(), PIECE);
            words.put(
                    file,
                    piece.stream()
                            .map(f ->
                                    new Words.Entry(f.id(), f.item(), f.conversation().workspace()))
                            .toList());
            after = piece.stream().map(FoundItem::id).reduce((_, last) -> last);
        }
        Sql.run(file, "commit");
    }
}
