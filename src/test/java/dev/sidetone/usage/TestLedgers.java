package dev.sidetone.usage;

import dev.sidetone.config.UsageSettings.Budget;
import dev.sidetone.config.UsageSettings.Cap;
import dev.sidetone.transcript.SideTables;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.sqlite.SQLiteDataSource;

/** Ledgers for tests, over real files, with prices that are easy to reckon with. */
public final class TestLedgers {

    /** A dollar for a million tokens in, two for one out, a tenth for cached ones. */
    static final Price PLAIN =
            new Price(
                    "plain",
                    Map.of(
                            Price.Rate.TEXT_IN, new BigDecimal("1"),
                            Price.Rate.AUDIO_IN, new BigDecimal("1"),
                            Price.Rate.CACHED_TEXT_IN, new BigDecimal("0.1"),
                            Price.Rate.CACHED_AUDIO_IN, new BigDecimal("0.1"),
                            Price.Rate.TEXT_OUT, new BigDecimal("2"),
                            Price.Rate.AUDIO_OUT, new BigDecimal("2"),
                            Price.Rate.MINUTE, new BigDecimal("0.06")),
                    "a test",
                    "2026-11-22");

    static final Budget UNLIMITED =
            new Budget(Cap.NONE, Cap.NONE, Cap.NONE, Cap.NONE, Integer.MAX_VALUE);

    private TestLedgers() {}

    /** In {@code sidetone.db}, beside the record's own tables. */
    public static UsageLedger inFile(Path folder) throws SQLException {
        record(folder);
        return over(store(folder), InstantSource.system());
    }

    /** As {@link #inFile}, for who cannot throw. */
    public static UsageLedger inFileOf(Path folder) {
        return inFileOf(folder, UNLIMITED);
    }

    /** In these tables, beside a record. */
    public static UsageLedger in(SideTables tables) {
        return over(new SqlUsageStore(tables, ZoneOffset.UTC), InstantSource.system());
    }

    static UsageLedger over(UsageStore store, InstantSource clock) {
        return over(store, () -> UNLIMITED, clock);
    }

    static UsageLedger over(UsageStore store, Supplier<Budget> budget, InstantSource clock) {
        return new UsageLedger(store, pricing(), budget, clock, ZoneOffset.UTC);
    }

    /** In {@code sidetone.db} of a new folder, held to a budget. */
    public static UsageLedger inFileOf(Path folder, Budget budget) {
        try {
            record(Files.createDirectories(folder));
            return over(store(folder), () -> budget, InstantSource.system());
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    static Pricing pricing() {
        return new Pricing(PriceList.bundled(), () -> PriceList.of(List.of(PLAIN)));
    }

    static SqlUsageStore store(Path folder) {
        return new SqlUsageStore(
                SideTables.inFile(folder.resolve("sidetone.db"), SqlUsageStore.SCHEMA),
                ZoneOffset.UTC);
    }

    /** As if the record had made its file. */
    static void record(Path folder) throws SQLException {
        var file = new SQLiteDataSource();
        file.setUrl("jdbc:sqlite:" + folder.resolve("sidetone.db"));
        try (Connection connection = file.getConnection();
                Statement make = connection.createStatement()) {
            make.execute("create table if not exists conversation (id text)");
        }
    }
}
