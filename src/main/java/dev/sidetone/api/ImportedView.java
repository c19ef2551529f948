package dev.sidetone.api;

import dev.sidetone.export.Import;
import dev.sidetone.export.Skips;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of a file that was taken in. */
@Schema(name = "Imported")
record ImportedView(List<TakenView> conversations) {

    static ImportedView of(List<Import.Taken> taken) {
        return new ImportedView(taken.stream().map(TakenView::of).toList());
    }

    static Instant time(String text) {
        return Import.Source.time(text)
                .orElseThrow(() ->
                        ProblemException.unreadable(
                                "invalid_query",
                                "startedAt is a time such as 2026-05-01T12:00:00Z."));
    }

    /** What came of it for one conversation. */
    @Schema(name = "ImportedConversation")
    record TakenView(
            String id,
            String title,
            @Schema(description = "How many the file has.") long items,
            @Schema(description = "How many of them were not there before.") long added,
            SkippedView skipped) {

        static TakenView of(Import.Taken taken) {
            return new TakenView(
                    taken.conversation().value(),
                    taken.title(),
                    taken.items(),
                    taken.added(),
                    SkippedView.of(taken.skipped()));
        }
    }

    /** What else stands in the file. */
    @Schema(name = "ImportSkipped")
    record SkippedView(
            @Schema(description = "How many lines nobody here knows how to read.") long count,
            @Schema(description = "The first of them.") List<LineView> lines,
            @Schema(
                            description =
                                    "What was understood and is no part of a conversation, and how"
                                            + " often.")
                    Map<String, Long> records) {

        static SkippedView of(Skips skips) {
            return new SkippedView(
                    skips.count(),
                    skips.lines().stream().map(l -> new LineView(l.number(), l.why())).toList(),
                    skips.records());
        }
    }

    /** A line that was left out. */
    @Schema(name = "SkippedLine")
    record LineView(long line, String why) {}
}
