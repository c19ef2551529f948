package dev.sidetone.export;

import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.Visible;
import java.io.IOException;
import java.util.Iterator;

/**
 * A conversation as CommonMark. Words are escaped, tool data stands in fences longer than any run
 * of backticks in it: nothing that was said can become a heading, a link or HTML.
 */
final class MarkdownExport {

    private MarkdownExport() {}

    static void write(Conversation conversation, Iterator<Item> items, Appendable page)
            throws IOException {
        String title = conversation.title().isEmpty() ? "Conversation" : conversation.title();
        page.append("# ").append(line(title)).append("\n\n");
        page.append("- workspace: ").append(line(conversation.workspace())).append('\n');
        page.append("- begun: ")
                .append(TextExport.MINUTE.format(conversation.createdAt()))
                .append('\n');
        page.append("- id: ").append(conversation.id().value()).append('\n');
        while (items.hasNext()) {
            append(page, items.next());
        }
    }

    private static void append(Appendable page, Item item) throws IOException {
        page.append("\n## ")
                .append(speaker(item))
                .append(" · ")
                .append(TextExport.SECOND.format(item.startedAt()));
        page.append("\n\n");
        page.append(Speakers.data(item) ? fenced(item.text()) : quoted(item.text())).append('\n');
        if (item.interrupted()) {
            page.append("\n*Interrupted").append(Speakers.heard(item)).append(".*\n");
        }
        if (!item.citations().isEmpty()) {
            page.append('\n');
        }
        for (Citation c : item.citations()) {
            page.append("- ").append(code(place(c))).append(label(c)).append('\n');
        }
    }

    private static String speaker(Item item) {
        String tool = item.toolName() == null ? "" : " " + code(item.toolName());
        return Speakers.of(item) + tool;
    }

    private static String place(Citation c) {
        return c.endLine() > c.startLine() ? c.text() + "-" + c.endLine() : c.text();
    }

    private static String label(Citation c) {
        return c.label().isEmpty() ? "" : " " + line(c.label());
    }

    private static String line(String text) {
        return escaped(Visible.text(text).replaceAll("\\s+", " ").strip());
    }

    private static String quoted(String text) {
        var lines = new StringBuilder();
        for (String line : Visible.text(text).strip().split("\n", -1)) {
            lines.append("> ").append(escaped(line.strip())).append("  \n");
        }
        return lines.substring(0, lines.length() - 3);
    }

    /** Every character that CommonMark gives a meaning to, anywhere or at a line's start. */
    private static String escaped(String text) {
        return text.replaceAll("[\\\\`*_{}\\[\\]()<>#+\\-.!|~&=:\"'$^]", "\\\\$0");
    }

    private static String code(String text) {
        String plain = Visible.text(text).replaceAll("\\s+", " ");
        String fence = "`".repeat(longestRun(plain) + 1);
        String space = plain.startsWith("`") || plain.endsWith("`") ? " " : "";
        return fence + space + plain + space + fence;
    }

    private static String fenced(String text) {
        String plain = Visible.text(text);
        String fence = "`".repeat(Math.max(3, longestRun(plain) + 1));
        return fence + "text\n" + plain + "\n" + fence;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
