package dev.sidetone.transcript;

import dev.sidetone.config.Configuration;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.sealing.Keyring;
import dev.sidetone.sealing.SealingKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What redaction took out and the vault kept: nothing where no key ever was. Asks nobody whether
 * they may, and writes nothing down: who answers somebody does. Thread-safe.
 */
public final class Originals {

    private static final String OF_ITEM =
            "select v.home_conversation, v.home_item, v.kept_at, v.key_id, v.sealed"
                    + " from vault_original v join item i on i.id = v.item"
                    + " where i.conversation_id = ? and i.item_id = ?"
                    + " order by v.kept_at, v.original_id";
    private static final String ITEMS =
            "select distinct i.item_id from item i join vault_original v on v.item = i.id"
                    + " where i.conversation_id = ?";

    private final SideTables tables;
    private final Keyring keys;

    /** Those beside a record, to be opened with these keys. */
    public Originals(SideTables tables, Keyring keys) {
        this.tables = tables;
        this.keys = keys;
    }

    /** Those beside the record that a configuration names. */
    public static Originals of(Configuration configuration) {
        return new Originals(SideTables.of(configuration, Vault.SCHEMA), configuration.vault());
    }

    /**
     * What there is of one item.
     *
     * @param opened the oldest first
     * @param closed one line for each that cannot be opened: why, and what to do
     */
    public record Found(List<Original> opened, List<String> closed) {

        /** Nothing was kept. */
        public static final Found NOTHING = new Found(List.of(), List.of());

        public Found {
            opened = List.copyOf(opened);
            closed = List.copyOf(closed);
        }

        /** True when nothing was kept. */
        public boolean nothing() {
            return opened.isEmpty() && closed.isEmpty();
        }
    }

    private record Row(
            String conversation, String itemId, Instant keptAt, String keyId, byte[] sealed) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString(1),
                    row.getString(2),
                    Instant.ofEpochMilli(row.getLong(3)),
                    row.getString(4),
                    row.getBytes(5));
        }

        boolean atHome(Item item) {
            return conversation.equals(item.conversation().value()) && itemId.equals(item.itemId());
        }
    }

    /** Whether there is any key. */
    public boolean opens() {
        return !keys.keys().isEmpty();
    }

    /**
     * The ids of those items of a conversation of which something is kept, in no order.
     *
     * @throws OriginalsException when that cannot be read now
     */
    public List<String> items(ConversationId conversation) {
        return read(
                List.of(),
                connection ->
                        Queries.rows(
                                connection, ITEMS, row -> row.getString(1), conversation.value()));
    }

    /**
     * What is kept of an item.
     *
     * @throws OriginalsException when that cannot be read now
     */
    public Found of(ConversationId conversation, String itemId) {
        return read(
                Found.NOTHING,
                connection -> {
                    Optional<Item> item = Queries.item(connection, conversation, itemId);
                    List<Row> rows =
                            Queries.rows(
                                    connection, OF_ITEM, Row::of, conversation.value(), itemId);
                    return item.map(it -> found(it, rows)).orElse(Found.NOTHING);
                });
    }

    private Found found(Item item, List<Row> rows) {
        var opened = new ArrayList<Original>();
        var closed = new ArrayList<String>();
        for (Row row : rows) {
            Optional<SealingKey> key = keys.named(row.keyId());
            if (key.isEmpty()) {
                closed.add(
                        "What was kept at %s is sealed with key %s, which is not configured. Add it to the file of sidetone.redaction.vault_key_file, or set SIDETONE_REDACTION_VAULT_KEY to it."
                                .formatted(row.keptAt(), row.keyId()));
                continue;
            }
            List<Original> words = opened(item, row, key.get());
            opened.addAll(words);
            if (words.isEmpty()) {
                closed.add(
                        "What was kept at %s does not open with key %s: it was changed since it was sealed, or is another item's. Restore a backup."
                                .formatted(row.keptAt(), row.keyId()));
            }
        }
        return new Found(opened, closed);
    }

    /** What came here with its item, from another conversation, has to fit what the item says. */
    private static List<Original> opened(Item item, Row row, SealingKey key) {
        String place = SealedOriginal.place(row.conversation(), row.itemId(), row.keptAt());
        List<Redacted> words = Vault.open(key, place, row.sealed()).orElse(List.of());
        boolean here = row.atHome(item) || words.stream().anyMatch(one -> says(item, one.kept()));
        return here
                ? words.stream()
                        .map(one ->
                                new Original(
                                        row.keptAt(),
                                        one.kept(),
                                        one.said(),
                                        one.kept().equals(item.text())))
                        .toList()
                : List.of();
    }

    /** Now, before it was put right, or before it was cut off. */
    private static boolean says(Item item, String words) {
        ItemDetails details = item.details();
        boolean cut =
                details.unheard()
                        .filter(rest -> words.endsWith(rest) && !rest.isBlank())
                        .isPresent();
        return cut
                || Stream.concat(
                                Stream.of(item.text()),
                                details.edits().stream().map(ItemDetails.Edit::before))
                        .anyMatch(words::equals);
    }

    private <T> T read(T otherwise, Reads.Query<T> query) {
        try {
            Optional<Connection> opened = tables.forReading();
            if (opened.isEmpty()) {
                return otherwise;
            }
            try (Connection connection = opened.get()) {
                return query.run(connection);
            }
        } catch (SQLException e) {
            throw new OriginalsException(e);
        }
    }
}
