package dev.sidetone.export;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A form in which a conversation is taken away. */
public enum Export {
    /** For people: CommonMark in which no said text is markup. */
    MARKDOWN("Markdown", "text/markdown; charset=utf-8", "md", MarkdownExport::write),
    /** For people, without any markup. */
    TEXT("plain text", "text/plain; charset=utf-8", "txt", TextExport::write),
    /** For people: one page that needs nothing else. */
    HTML("HTML", "text/html; charset=utf-8", "html", HtmlExport::write),
    /** For programs: everything that is stored, in a form that names its version. */
    JSON("JSON", "application/json", "json", JsonExport::write),
    /** The same, an item on each line. */
    JSONL("JSON Lines", "application/jsonl; charset=utf-8", "jsonl", JsonExport::lines),
    /** For spreadsheets, RFC 4180. */
    CSV("CSV", "text/csv; charset=utf-8", "csv", CsvExport::write),
    /** Subtitles: SubRip. */
    SRT("SRT", "application/x-subrip; charset=utf-8", "srt", SubtitleExport::srt),
    /** Subtitles: WebVTT with voices. */
    VTT("WebVTT", "text/vtt; charset=utf-8", "vtt", SubtitleExport::vtt);

    private final String title;
    private final String mediaType;
    private final String extension;
    private final Writer writer;

    @FunctionalInterface
    private interface Writer {
        void write(Conversation conversation, Iterator<Item> items, Appendable to)
                throws IOException;
    }

    Export(String title, String mediaType, String extension, Writer writer) {
        this.title = title;
        this.mediaType = mediaType;
        this.extension = extension;
        this.writer = writer;
    }

    /**
     * Writes the document, item after item, and keeps none of it. The same conversation always
     * comes to the same bytes.
     *
     * @param items in the order in which they are to stand
     */
    public void write(Conversation conversation, Iterator<Item> items, Appendable to)
            throws IOException {
        writer.write(conversation, items, to);
    }

    /** The whole document at once. */
    public String text(Conversation conversation, List<Item> items) {
        var document = new StringBuilder();
        try {
            write(conversation, items.iterator(), document);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        return document.toString();
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** What programs call it: its name in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, as programs call them. */
    public static List<String> ids() {
        return Stream.of(values()).map(Export::id).toList();
    }

    /** The ending of file names, without a dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** A file name of plain ASCII: the title's words, the id's beginning, the extension. */
    public String fileName(Conversation conversation) {
        String words =
                conversation
                        .title()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        String name = words.substring(0, Math.min(words.length(), 40)).replaceAll("-$", "");
        return (name.isEmpty() ? "conversation" : name)
                + "-"
                + conversation.id().value().substring(0, 8)
                + "."
                + extension;
    }

    /** The format that programs call so; empty when there is none. */
    public static Optional<Export> named(String id) {
        return Stream.of(values()).filter(export -> export.id().equals(id)).findFirst();
    }
}
