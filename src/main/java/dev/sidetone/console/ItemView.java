package dev.sidetone.console;

import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.ItemLink;
import dev.sidetone.conversation.Visible;
import dev.sidetone.export.Speakers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param unheard the words of interrupted speech that were not played
 * @param known language, confidence and device, in words; empty when nothing is known
 * @param recognised what is out of the ordinary in how it was heard
 * @param edits what the words were before somebody put them right
 * @param links what it has to do with
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
        String unheard,
        String known,
        HeardView recognised,
        List<Edit> edits,
        List<Link> links,
        List<Place> places) {

    /** What the words were before somebody put them right. */
    public record Edit(String when, String before) {}

    /** Something it has to do with, in words. */
    public record Link(String kind, String target, String label) {

        static Link of(ItemLink link) {
            return new Link(
                    switch (link.kind()) {
                        case TOOL_CALL -> "Tool call";
                        case APPROVAL -> "Approval";
                        case DIFF -> "Diff";
                        case COMMIT -> "Commit";
                        case AUDIO -> "Recording";
                    },
                    Visible.text(link.target()),
                    Visible.text(link.label()));
        }
    }

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
                Visible.text(item.details().unheard().orElse("")),
                known(item.details()),
                HeardView.of(item),
                item.details().edits().stream()
                        .map(e ->
                                new Edit(When.of(e.at(), now).absolute(), Visible.text(e.before())))
                        .toList(),
                item.details().links().stream()
                        .filter(link -> link.kind() != ItemLink.Kind.AUDIO) // replay shows those
                        .map(Link::of)
                        .toList(),
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

    private static String known(ItemDetails details) {
        return Stream.of(
                        details.language(),
                        details.confidence()
                                .map(sure -> "%d %% sure".formatted(Math.round(sure * 100))),
                        details.device())
                .flatMap(Optional::stream)
                .map(Visible::text)
                .collect(Collectors.joining(", "));
    }

    private static String heard(Item item) {
        Long ms = item.heardMs();
        return ms == null ? "" : "%d.%d s".formatted(ms / 1000, ms % 1000 / 100);
    }
}
