package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A form in which a conversation is taken away. */
public enum Export {
    /** For people: CommonMark in which no said text is markup. */
    MARKDOWN("text/markdown; charset=utf-8", "md") {
        @Override
        public String write(Conversation conversation, List<Item> items) {
            return MarkdownExport.write(conversation, items);
        }
    },
    /** For programs: everything that is stored, in a form that names its version. */
    JSON("application/json", "json") {
        @Override
        public String write(Conversation conversation, List<Item> items) {
            return JsonExport.write(conversation, items);
        }
    };

    private final String mediaType;
    private final String extension;

    Export(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** The whole document. */
    public abstract String write(Conversation conversation, List<Item> items);

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

    /** The format of that name, in lower case; empty when there is none. */
    public static Optional<Export> named(String name) {
        for (Export export : values()) {
            if (export.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(export);
            }
        }
        return Optional.empty();
    }
}
