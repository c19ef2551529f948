package dev.sidetone.console;

import dev.sidetone.conversation.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of an item, split where Markdown shows code; all else is shown as it was written. The
 * template escapes every piece.
 */
public final class Prose {

    private static final Pattern FENCE =
            Pattern.compile("(?ms)^(`{3,})[^`\\n]*\\n(.*?)(?:^\\1`*[ \\t]*$|\\z)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    private Prose() {}

    /** A paragraph or a block of code. */
    public record Block(boolean isCode, List<Span> spans) {}

    /** Words in a row, or code among them. */
    public record Span(boolean isCode, String text) {}

    static List<Block> of(String markdown) {
        String text = Visible.text(markdown);
        var blocks = new ArrayList<Block>();
        Matcher fence = FENCE.matcher(text);
        int end = 0;
        while (fence.find()) {
            paragraphs(text.substring(end, fence.start()), blocks);
            blocks.add(new Block(true, List.of(new Span(true, fence.group(2).stripTrailing()))));
            end = fence.end();
        }
        paragraphs(text.substring(end), blocks);
        return List.copyOf(blocks);
    }

    private static void paragraphs(String text, List<Block> blocks) {
        for (String paragraph : text.split("\\n\\s*\\n")) {
            if (!paragraph.isBlank()) {
                blocks.add(new Block(false, spans(paragraph.strip())));
            }
        }
    }

    private static List<Span> spans(String paragraph) {
        var spans = new ArrayList<Span>();
        Matcher code = CODE.matcher(paragraph);
        int end = 0;
        while (code.find()) {
            plain(paragraph.substring(end, code.start()), spans);
            spans.add(new Span(true, code.group(1)));
            end = code.end();
        }
        plain(paragraph.substring(end), spans);
        return List.copyOf(spans);
    }

    private static void plain(String text, List<Span> spans) {
        if (!text.isEmpty()) {
            spans.add(new Span(false, text));
        }
    }
}
