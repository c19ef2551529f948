package dev.sidetone.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.ItemDetails.Edit;
import dev.sidetone.conversation.ItemLink;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Between an item's row and what is known of it besides its words. */
final class DetailColumns {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Citation>> CITATIONS = new TypeReference<>() {};
    private static final TypeReference<List<StoredEdit>> EDITS = new TypeReference<>() {};
    private static final TypeReference<List<ItemLink>> LINKS = new TypeReference<>() {};

    private DetailColumns() {}

    static ItemDetails read(ResultSet row, int first) throws SQLException {
        double confidence = row.getDouble(first + 1);
        Optional<Double> sure = row.wasNull() ? Optional.empty() : Optional.of(confidence);
        return new ItemDetails(
                Optional.ofNullable(row.getString(first)),
                sure,
                Optional.ofNullable(row.getString(first + 2)),
                Optional.ofNullable(row.getString(first + 3)),
                edits(row.getString(first + 4)),
                list(row.getString(first + 5), LINKS, "links"));
    }

    static void bind(PreparedStatement insert, int first, ItemDetails details) throws SQLException {
        int at = first;
        insert.setString(at++, details.language().orElse(null));
        if (details.confidence().isPresent()) {
            insert.setDouble(at++, details.confidence().get());
        } else {
            insert.setNull(at++, Types.DOUBLE);
        }
        insert.setString(at++, details.device().orElse(null));
        insert.setString(at++, details.unheard().orElse(null));
        insert.setString(at++, edits(details));
        insert.setString(at, json(details.links()));
    }

    /** An edit as it is stored; times are milliseconds since 1970. */
    private record StoredEdit(long at, String before) {

        static StoredEdit of(Edit edit) {
            return new StoredEdit(edit.at().toEpochMilli(), edit.before());
        }
    }

    static String edits(ItemDetails details) {
        return json(details.edits().stream().map(StoredEdit::of).toList());
    }

    private static List<Edit> edits(String json) throws SQLException {
        return list(json, EDITS, "edits").stream()
                .map(e -> new Edit(Instant.ofEpochMilli(e.at()), e.before()))
                .toList();
    }

    private static String json(List<?> list) {
        if (list.isEmpty()) {
            return "[]";
        }
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new TranscriptException("a list cannot be written as JSON", e);
        }
    }

    static String citations(List<Citation> places) {
        return json(places);
    }

    static List<Citation> citations(String json) throws SQLException {
        return list(json, CITATIONS, "citations");
    }

    private static <T> List<T> list(String json, TypeReference<List<T>> type, String what)
            throws SQLException {
        if (json.equals("[]")) {
            return List.of(); // of nearly all items, and a page may have thousands
        }
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("the %s of an item are no JSON".formatted(what), e);
        }
    }
}
