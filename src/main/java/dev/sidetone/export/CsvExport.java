package dev.sidetone.export;

import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a table, RFC 4180. A spreadsheet takes a cell that begins with one of {@code
 * =+-@} for a formula and would carry it out: such a cell gets an apostrophe in front of it.
 */
final class CsvExport {

    private static final String HEAD =
            "seq,itemId,callId,role,kind,startedAt,startMs,endMs,interrupted,heardMs,toolName,toolCallId,text,citations\r\n";

    private CsvExport() {}

    static void write(Conversation conversation, Iterator<Item> items, Appendable table)
            throws IOException {
        table.append(HEAD);
        while (items.hasNext()) {
            table.append(row(items.next()));
        }
    }

    private static String row(Item i) {
        return Stream.of(
                                i.seq(),
                                i.itemId(),
                                orEmpty(i.callId()),
                                i.role().name().toLowerCase(Locale.ROOT),
                                i.kind().name().toLowerCase(Locale.ROOT),
                                i.startedAt(),
                                orEmpty(i.startMs()),
                                orEmpty(i.endMs()),
                                i.interrupted(),
                                orEmpty(i.heardMs()),
                                orEmpty(i.toolName()),
                                orEmpty(i.toolCallId()),
                                i.text(),
                                i.citations().stream()
                                        .map(Citation::text)
                                        .collect(Collectors.joining(" ")))
                        .map(value -> cell(value.toString()))
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static Object orEmpty(@Nullable Object value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static String cell(String value) {
        String harmless = value.matches("(?s)[=+\\-@\t\r].*") ? "'" + value : value;
        return harmless.matches("(?s).*[\",\r\n].*")
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }
}
