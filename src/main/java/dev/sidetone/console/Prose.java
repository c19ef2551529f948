package dev.sidetone.console;

import dev.sidetone.conversation.UnifiedDiff;
import dev.sidetone.conversation.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of an item, split where Markdown shows code and where it holds a diff; all else is shown as
 * it was written. The template escapes every piece.
 */
public final class Prose {

    private static final Pattern FENCE =
            Pattern.compile("(?ms)^(`{3,})[^`\\n]*\\n(.*?)(?:^\\1`*[ \\t]*$|\\z)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    private Prose() {}

    /**
     * A paragraph or a block of code.
     *
     * @param lines of code; empty for a paragraph
     * @param spans of a paragraph; empty for code
     */
    public record Block(List<Line> lines, List<Span> spans) {

        public boolean isCode() {
            return !lines.isEmpty();
        }
    }

    /** A line of code; its style is that of a diff's line, empty outside of diffs. */
    public record Line(String style, String text) {

        static Line of(UnifiedDiff.Line line) {
            String style =
                    line.kind() == UnifiedDiff.Kind.TEXT
                            ? ""
                            : " line--" + line.kind().name().toLowerCase(Locale.ROOT);
            return new Line(style, line.text());
        }
    }

    /** Words in a row, or code among them. */
    public record Span(boolean isCode, String text) {}

    static List<Block> of(String markdown) {
        String text = Visible.text(markdown);
        var blocks = new ArrayList<Block>();
        Matcher fence = FENCE.matcher(text);
        int end = 0;
        while (fence.find()) {
            around(text.substring(end, fence.start()), blocks);
            blocks.add(code(UnifiedDiff.lines(fence.group(2).stripTrailing())));
            end = fence.end();
        }
        around(text.substring(end), blocks);
        return List.copyOf(blocks);
    }

    /** A text that is code and nothing else. */
    static Block code(String text) {
        return code(UnifiedDiff.lines(Visible.text(text).stripTrailing()));
    }

    private static Block code(List<UnifiedDiff.Line> lines) {
        return new Block(lines.stream().map(Line::of).toList(), List.of());
    }

    /** Outside of fences there may be diffs between paragraphs. */
    private static void around(String text, List<Block> blocks) {
        if (!UnifiedDiff.in(text)) {
            paragraphs(text, blocks);
            return;
        }
        var run = new ArrayList<UnifiedDiff.Line>();
        for (UnifiedDiff.Line line : UnifiedDiff.lines(text)) {
            if (!run.isEmpty() && diff(line) != diff(run.getFirst())) {
                end(run, blocks);
            }
            run.add(line);
        }
        end(run, blocks);
    }

    private static boolean diff(UnifiedDiff.Line line) {
        return line.kind() != UnifiedDiff.Kind.TEXT;
    }

    private static void end(List<UnifiedDiff.Line> run, List<Block> blocks) {
        if (diff(run.getFirst())) {
            blocks.add(code(run));
        } else {
            paragraphs(
                    String.join("\n", run.stream().map(UnifiedDiff.Line::text).toList()), blocks);
        }
        run.clear();
    }

    private static void paragraphs(String text, List<Block> blocks) {
        for (String paragraph : text.split("\\n\\s*\\n")) {
            if (!paragraph.isBlank()) {
                blocks.add(new Block(List.of(), spans(paragraph.strip())));
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
