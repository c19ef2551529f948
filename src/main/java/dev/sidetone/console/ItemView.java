package dev.sidetone.console;

import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.Visible;
import dev.sidetone.export.Speakers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An item as the record's page shows it.
 *
 * @param id its own id, and that of its call; empty without one
 * @param startMs of its speech in the call; empty without speech
 * @param who the speaker, or what it is
 * @param style the CSS class that goes with it
 * @param how said or typed; empty for anything else
 * @param tool the tool's name; empty for what is no tool's
 * @param data what the tool was given or gave back
 * @param heard how much of interrupted speech was heard; empty when unknown
 */
public record ItemView(
        long seq,
        String id,
        String call,
        String startMs,
        String endMs,
        String who,
        String style,
        String how,
        When when,
        List<Prose.Block> blocks,
        String tool,
        Prose.Block data,
        boolean interrupted,
        String heard,
        List<Place> places) {

    /** A citation with the address of its lines. */
    public record Place(String text, String label, String href) {

        static Place of(Citation c) {
            String path = URLEncoder.encode(c.path(), StandardCharsets.UTF_8);
            String href =
                    "/code?path=%s&start=%d&end=%d#L%d"
                            .formatted(path, c.startLine(), c.endLine(), c.startLine());
            return new Place(Visible.text(c.text()), Visible.text(c.label()), href);
        }
    }

    static ItemView of(Item item, Instant now) {
        boolean tool = item.kind() == Item.Kind.TOOL_CALL || item.kind() == Item.Kind.TOOL_OUTPUT;
        String name = item.toolName() == null ? "tool" : Visible.text(item.toolName());
        return new ItemView(
                item.seq(),
                item.itemId(),
                item.call().orElse(""),
                Objects.toString(item.startMs(), ""),
                Objects.toString(item.endMs(), ""),
                Speakers.of(item),
                style(item),
                how(item),
                When.of(item.startedAt(), now),
                tool ? List.of() : Prose.of(item.text()),
                tool ? name : "",
                Prose.code(tool ? item.text() : ""),
                item.interrupted(),
                heard(item),
                item.citations().stream().map(Place::of).toList());
    }

    /** Where in its call it was said, {@code 1:05}; empty when it was not. */
    public String into() {
        if (startMs.isEmpty()) {
            return "";
        }
        long seconds = Long.parseLong(startMs) / 1000;
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    private static String style(Item item) {
        return switch (item.kind()) {
            case TOOL_CALL, TOOL_OUTPUT, HANDOFF -> "item--tool";
            case NOTE -> "item--note";
            case SPEECH, TEXT ->
                    switch (item.role()) {
                        case USER -> "item--user";
                        case ASSISTANT -> "item--assistant";
                        case AGENT -> "item--agent";
                        case SYSTEM -> "item--note";
                    };
        };
    }

    private static String how(Item item) {
        return switch (item.kind()) {
            case SPEECH -> "said";
            case TEXT -> item.role() == Item.Role.USER ? "typed" : "wrote";
            case TOOL_CALL, TOOL_OUTPUT, HANDOFF, NOTE -> "";
        };
    }

    private static String heard(Item item) {
        Long ms = item.heardMs();
        return ms == null ? "" : "%d.%d s".formatted(ms / 1000, ms % 1000 / 100);
    }
}
