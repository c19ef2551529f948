package dev.sidetone.export;

import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.Visible;
import java.io.IOException;
import java.util.Iterator;

/**
 * A conversation as one HTML page that needs nothing else and runs nothing: its own policy allows
 * its style only.
 */
final class HtmlExport {

    private static final String STYLE =
            """
            body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
            article { margin: 1.5rem 0; }
            h2 { margin: 0; font-size: 0.875rem; }
            time { font-weight: normal; }
            p, pre { margin: 0.25rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
            """;

    private HtmlExport() {}

    static void write(Conversation conversation, Iterator<Item> items, Appendable page)
            throws IOException {
        String title = escaped(TextExport.title(conversation));
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
        page.append("<title>").append(title).append("</title>\n");
        page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
        page.append("<h1>").append(title).append("</h1>\n<p>");
        page.append(escaped(TextExport.line(conversation.workspace()))).append(", ");
        page.append(time(conversation.createdAt().toString())).append("</p>\n");
        while (items.hasNext()) {
            append(page, items.next());
        }
        page.append("</main>\n</body>\n</html>\n");
    }

    private static void append(Appendable page, Item item) throws IOException {
        String block = Speakers.data(item) ? "pre" : "p";
        page.append("<article id=\"item-").append(Long.toString(item.seq())).append("\">\n<h2>");
        page.append(escaped(TextExport.line(Speakers.withTool(item)))).append(' ');
        page.append(time(item.startedAt().toString())).append("</h2>\n");
        page.append('<').append(block).append('>').append(escaped(item.text().strip()));
        page.append("</").append(block).append(">\n");
        if (item.interrupted()) {
            page.append("<p><em>Interrupted").append(Speakers.heard(item)).append(".</em></p>\n");
        }
        for (Citation citation : item.citations()) {
            page.append("<p><code>").append(escaped(TextExport.line(citation.text())));
            page.append("</code></p>\n");
        }
        page.append("</article>\n");
    }

    private static String time(String instant) {
        return "<time datetime=\"" + instant + "\">" + instant + "</time>";
    }

    private static String escaped(String text) {
        return Visible.text(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
