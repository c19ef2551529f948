package dev.sidetone.usage;

import dev.sidetone.transcript.SideTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Usage in a relational database, in SQL that SQLite and PostgreSQL both understand. */
final class SqlUsageStore implements UsageStore {

    private static final String COLUMNS =
            "entry_id, at, day, kind, status, conversation_id, call_id, workspace, person,"
                    + " provider, agent, model, text_in, audio_in, image_in, other_in,"
                    + " cached_text_in, cached_audio_in, cached_image_in, cached_other_in,"
                    + " text_out, audio_out, other_out, millis, cost_nanos";
    private static final String INSERT =
            "insert into usage_entry (%s) values (%s) on conflict (entry_id) do nothing"
                    .formatted(COLUMNS, "?" + ", ?".repeat(COLUMNS.split(",").length - 1));
    private static final List<String> SUMMED =
            List.of(
                    "text_in",
                    "audio_in",
                    "image_in",
                    "other_in",
                    "cached_text_in",
                    "cached_audio_in",
                    "cached_image_in",
                    "cached_other_in",
                    "text_out",
                    "audio_out",
                    "other_out",
                    "millis");
    private static final String IF_USED = "sum(case when kind = 'parked' then 0 else %s end)";
    private static final String IF_PARKED = "sum(case when kind = 'parked' then %s end)";
    private static final String SUMS =
            Stream.of(
                            Stream.of("1").map(IF_USED::formatted),
                            Stream.of("sum(case when kind = 'response' then 1 else 0 end)"),
                            SUMMED.stream().map(IF_USED::formatted),
                            Stream.of(
                                            "coalesce(cost_nanos, 0)",
                                            "case when cost_nanos is null then 1 else 0 end")
                                    .map(IF_USED::formatted),
                            Stream.of("1", "millis", "cost_nanos").map(IF_PARKED::formatted))
                    .flatMap(columns -> columns)
                    .collect(Collectors.joining(", "));

    /** Where its tables are. */
    static final SideTables.Schema SCHEMA =
            new SideTables.Schema(
                    "flyway_usage",
                    "usage_entry",
                    "db/usage/",
                    "db/usage/",
                    List.of("V1__usage.sql"));

    private static final String POINTS =
            "select call_id, at, "
                    + String.join(" + ", SUMMED.subList(0, SUMMED.indexOf("millis")))
                    + ", millis, cost_nanos from usage_entry"
                    + " where day >= ? and day <= ? and at >= ? and at < ? and call_id in (%s)"
                    + " and kind <> 'parked'"
                    + " order by at, entry_id";

    private final SideTables source;
    private final ZoneId zone;

    /**
     * @param zone whose days are meant
     */
    SqlUsageStore(SideTables source, ZoneId zone) {
        this.source = source;
        this.zone = zone;
    }

    @Override
    public void add(List<UsageEntry> entries) throws SQLException {
        try (Connection connection = source.forWriting()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (UsageEntry entry : entries) {
                    bind(insert, entry);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    private void bind(PreparedStatement insert, UsageEntry entry) throws SQLException {
        var row = new Row(insert);
        Account account = entry.account();
        row.text(entry.id());
        row.number(entry.at().toEpochMilli());
        row.text(LocalDate.ofInstant(entry.at(), zone).toString());
        row.text(entry.kind().name().toLowerCase(Locale.ROOT));
        row.text(entry.status());
        row.text(account.conversation().value());
        row.text(account.call());
        row.text(account.workspace());
        row.text(account.user());
        row.text(account.provider());
        row.text(account.agent());
        row.text(entry.model());
        row.tokens(entry.tokens());
        row.number(entry.millis());
        row.cost(entry.cost());
    }

    /** Binds one column after the other. */
    private static final class Row {
        private final PreparedStatement insert;
        private int column;

        Row(PreparedStatement insert) {
            this.insert = insert;
        }

        void text(String value) throws SQLException {
            insert.setString(++column, value);
        }

        void number(long value) throws SQLException {
            insert.setLong(++column, value);
        }

        void tokens(Tokens tokens) throws SQLException {
            in(tokens.in());
            in(tokens.cached());
            number(tokens.out().text());
            number(tokens.out().audio());
            number(tokens.out().other());
        }

        private void in(Tokens.In in) throws SQLException {
            number(in.text());
            number(in.audio());
            number(in.image());
            number(in.other());
        }

        void cost(Optional<Money> cost) throws SQLException {
            if (cost.isPresent()) {
                number(cost.get().nanos());
            } else {
                insert.setNull(++column, Types.BIGINT);
            }
        }
    }

    @Override
    public List<UsageSum> sums(UsageQuery query) throws SQLException {
        Optional<Connection> opened = source.forReading();
        if (opened.isEmpty()) {
            return List.of();
        }
        try (Connection connection = opened.get();
                PreparedStatement select = connection.prepareStatement(sql(query))) {
            bind(select, query);
            try (ResultSet rows = select.executeQuery()) {
                var sums = new ArrayList<UsageSum>();
                while (rows.next()) {
                    sums.add(sum(rows));
                }
                return sums;
            }
        }
    }

    @Override
    public List<UsagePoint> points(Collection<String> calls, Instant from, Instant until)
            throws SQLException {
        Optional<Connection> opened = source.forReading();
        if (opened.isEmpty()) {
            return List.of();
        }
        String places = places(calls.size());
        try (Connection connection = opened.get();
                PreparedStatement select = connection.prepareStatement(POINTS.formatted(places))) {
            var row = new Row(select);
            row.text(LocalDate.ofInstant(from, zone).toString());
            row.text(LocalDate.ofInstant(until, zone).toString());
            row.number(from.toEpochMilli());
            row.number(until.toEpochMilli());
            for (String call : calls) {
                row.text(call);
            }
            try (ResultSet rows = select.executeQuery()) {
                var points = new ArrayList<UsagePoint>();
                while (rows.next()) {
                    points.add(point(rows));
                }
                return points;
            }
        }
    }

    private static UsagePoint point(ResultSet row) throws SQLException {
        long cost = row.getLong(5);
        Optional<Money> known = row.wasNull() ? Optional.empty() : Optional.of(new Money(cost));
        return new UsagePoint(
                row.getString(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getLong(3),
                row.getLong(4),
                known);
    }

    private static String sql(UsageQuery query) {
        String key = query.by().column();
        String only = query.only().map(o -> " and " + o.by().column() + " = ?").orElse("");
        String within = query.within().map(SqlUsageStore::within).orElse("");
        return "select %s, %s from usage_entry where day >= ? and day <= ?%s%s group by %s order by %s"
                .formatted(key, SUMS, only, within, key, key);
    }

    /** Of no workspace at all there is nothing. */
    private static String within(Set<String> workspaces) {
        return workspaces.isEmpty()
                ? " and 1 = 0"
                : " and workspace in (%s)".formatted(places(workspaces.size()));
    }

    private static String places(int many) {
        return String.join(", ", Collections.nCopies(many, "?"));
    }

    private static void bind(PreparedStatement select, UsageQuery query) throws SQLException {
        var row = new Row(select);
        row.text(query.from().map(LocalDate::toString).orElse(""));
        row.text(query.to().map(LocalDate::toString).orElse("9999-12-31"));
        if (query.only().isPresent()) {
            row.text(query.only().get().value());
        }
        for (String workspace : query.within().orElseGet(Collections::emptySortedSet)) {
            row.text(workspace);
        }
    }

    private static UsageSum sum(ResultSet row) throws SQLException {
        return new UsageSum(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                new Tokens(
                        in(row, 4),
                        in(row, 8),
                        new Tokens.Out(row.getLong(12), row.getLong(13), row.getLong(14))),
                row.getLong(15),
                new Money(row.getLong(16)),
                row.getLong(17),
                parked(row));
    }

    private static Parked parked(ResultSet row) throws SQLException {
        long saved = row.getLong(20);
        Optional<Money> known = row.wasNull() ? Optional.empty() : Optional.of(new Money(saved));
        return new Parked(row.getLong(18), row.getLong(19), known);
    }

    private static Tokens.In in(ResultSet row, int from) throws SQLException {
        return new Tokens.In(
                row.getLong(from),
                row.getLong(from + 1),
                row.getLong(from + 2),
                row.getLong(from + 3));
    }
}
