package dev.sidetone.export;

import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.Visible;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;

/** A conversation as plain text: a line for each that was said, what follows a line is indented. */
final class TextExport {

    static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private TextExport() {}

    static void write(Conversation conversation, Iterator<Item> items, Appendable page)
            throws IOException {
        page.append(title(conversation)).append('\n');
        page.append(line(conversation.workspace())).append(", ");
        page.append(MINUTE.format(conversation.createdAt())).append('\n');
        while (items.hasNext()) {
            append(page, items.next());
        }
    }

    static String title(Conversation conversation) {
        String title = line(conversation.title());
        return title.isEmpty() ? "Conversation" : title;
    }

    private static void append(Appendable page, Item item) throws IOException {
        page.append('\n').append('[').append(SECOND.format(item.startedAt())).append("] ");
        page.append(line(Speakers.withTool(item))).append(": ");
        page.append(Visible.text(item.text()).strip().replace("\n", "\n    ")).append('\n');
        if (item.interrupted()) {
            page.append("    (interrupted").append(Speakers.heard(item)).append(")\n");
        }
        for (Citation citation : item.citations()) {
            page.append("    ").append(line(citation.text())).append('\n');
        }
    }

    /** On one line. */
    static String line(String text) {
        return Visible.text(text).replaceAll("\\s+", " ").strip();
    }
}
