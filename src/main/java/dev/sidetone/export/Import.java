package dev.sidetone.export;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.transcript.TranscriptStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Brings conversations back that were taken away as JSON or JSON Lines, and takes in what others
 * wrote: rollouts of Codex, SubRip and WebVTT. What is there already is left as it is, so that
 * taking the same file in twice changes nothing. For one thread.
 */
public final class Import {

    /** The workspace of what names none. */
    static final String ELSEWHERE = "imported";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TranscriptStore store;

    public Import(TranscriptStore store) {
        this.store = store;
    }

    /**
     * What came of it for one conversation.
     *
     * @param items how many the file has
     * @param added how many of them were not there before
     * @param skipped what else stands in the file
     */
    public record Taken(
            ConversationId conversation, String title, long items, long added, Skips skipped) {}

    /**
     * What files know of themselves that do not say it within.
     *
     * @param name without a folder and an extension; may be empty
     * @param startedAt when what they record began
     */
    public record Source(String name, Instant startedAt) {

        public Source {
            startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
        }

        /** A time in these ten thousand years, such as 2026-05-01T12:00:00Z; else empty. */
        public static Optional<Instant> time(String text) {
            return ImportedFields.instant(text);
        }

        /** A file of this name, from this time. */
        public static Source of(String fileName, Instant startedAt) {
            return new Source(fileName.replaceFirst("(?<=.)\\.[a-zA-Z]{1,5}$", ""), startedAt);
        }
    }

    /**
     * Takes in everything in a file: one JSON document, lines of one or several conversations, a
     * rollout of Codex, or subtitles. Which it is, the file itself says.
     *
     * @return what was taken in, in the order of the file
     * @throws ImportException when the file is none of these; what stands before the mistake is
     *     taken in, and is left as it is when the mended file is taken in
     */
    public List<Taken> read(Reader reader, Source source) throws IOException {
        var file = new BufferedReader(reader);
        return switch (FileKind.of(file)) {
            case OURS -> ours(file);
            case ROLLOUT -> List.of(new RolloutImport(store).read(RolloutImport.lines(file)));
            case SRT -> List.of(subtitles(file, source, false));
            case VTT -> List.of(subtitles(file, source, true));
        };
    }

    private Taken subtitles(Reader file, Source source, boolean vtt) throws IOException {
        return new SubtitleImport(store, source).read(SubtitleFile.lines(file), vtt);
    }

    private List<Taken> ours(Reader file) throws IOException {
        var taken = new ArrayList<Taken>();
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(file)) {
            JsonNode head = next(values, 1);
            if (head.path("format").asText().equals(JsonExport.FORMAT)) {
                taken.add(document(head));
            } else {
                lines(head, values, taken);
            }
        } catch (JsonProcessingException e) {
            throw broken(e);
        }
        return taken;
    }

    private Taken document(JsonNode document) {
        Conversation conversation = ImportedFields.conversation(document, 1);
        var items = new ArrayList<Item>();
        for (JsonNode item : document.path("items")) {
            items.add(ImportedFields.item(conversation.id(), item, items.size() + 1));
        }
        var intake = new Intake(store, conversation);
        items.forEach(intake::add);
        return intake.finish(Skips.NONE);
    }

    /** Lines until the next head belong to the conversation before them. */
    private void lines(JsonNode first, MappingIterator<JsonNode> values, List<Taken> taken) {
        Conversation conversation = ImportedFields.conversation(first, 1);
        var intake = new Intake(store, conversation);
        for (int line = 2; hasNext(values, line); line++) {
            JsonNode value = next(values, line);
            if (value.has("format")) {
                taken.add(intake.finish(Skips.NONE));
                conversation = ImportedFields.conversation(value, line);
                intake = new Intake(store, conversation);
            } else {
                intake.add(ImportedFields.item(conversation.id(), value, line));
            }
        }
        taken.add(intake.finish(Skips.NONE));
    }

    private static boolean hasNext(Iterator<JsonNode> values, int line) {
        try {
            return values.hasNext();
        } catch (RuntimeException e) {
            throw broken(e, line);
        }
    }

    private static JsonNode next(Iterator<JsonNode> values, int line) {
        if (!hasNext(values, line)) {
            throw ImportException.at(1, "the file is empty.");
        }
        try {
            return values.next();
        } catch (RuntimeException e) {
            throw broken(e, line);
        }
    }

    private static ImportException broken(RuntimeException thrown, int line) {
        return thrown.getCause() instanceof JsonProcessingException e && e.getLocation() != null
                ? broken(e)
                : new ImportException("The file cannot be read from entry " + line + " on.");
    }

    private static ImportException broken(JsonProcessingException e) {
        JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
        return new ImportException(
                "That is no JSON, at line %d, column %d: %s"
                        .formatted(at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()));
    }
}
