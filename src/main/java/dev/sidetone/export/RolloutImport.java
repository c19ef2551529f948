package dev.sidetone.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Marks;
import dev.sidetone.transcript.TranscriptStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a session of Codex, {@code sessions/**}{@code /rollout-*.jsonl}: one JSON object on each
 * line, the first one about the session. Codex only ever adds lines, and item ids are made of what
 * stands in them, so that a longer version of the same file adds what it has more. What only says
 * how Codex works (token counts, reasoning, instructions) is counted and left out.
 */
final class RolloutImport {

    private static final int LONGEST_LINE = 32 << 20;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final TranscriptStore store;
    private final Skips.Tally skips = new Skips.Tally();

    RolloutImport(TranscriptStore store) {
        this.store = store;
    }

    Import.Taken read(LineSource lines) throws IOException {
        JsonNode first = first(lines);
        JsonNode session = first.has("payload") ? first.path("payload") : first;
        Conversation conversation = conversation(session, lines.number());
        var records = new RolloutRecords(conversation, first.has("type"), skips);
        var intake = new Intake(store, conversation);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!line.get().isBlank()) {
                parsed(line.get(), lines)
                        .flatMap(record -> records.item(record, lines.number(), intake.items() + 1))
                        .ifPresent(intake::add);
            }
        }
        return intake.finish(skips.all());
    }

    static LineSource lines(java.io.Reader file) {
        return new LineSource(file, LONGEST_LINE);
    }

    private JsonNode first(LineSource lines) throws IOException {
        Optional<String> line = lines.next();
        while (line.isPresent() && line.get().isBlank()) {
            line = lines.next();
        }
        if (line.isEmpty()) {
            throw ImportException.at(1, "the file is empty.");
        }
        Optional<JsonNode> record = parsed(line.get(), lines);
        boolean about =
                record.filter(r ->
                                r.path("type").asText().equals("session_meta")
                                        || r.has("instructions"))
                        .isPresent();
        if (!about) {
            throw ImportException.at(
                    lines.number(),
                    "a Codex rollout begins with `session_meta`, and this does not.");
        }
        return record.orElseThrow();
    }

    /** Empty for a last line that was cut off: Codex was ended while it wrote. */
    private Optional<JsonNode> parsed(String line, LineSource lines) {
        try {
            JsonNode record = JSON.readTree(line);
            if (record.isObject()) {
                return Optional.of(record);
            }
            skips.line(lines.number(), "is no JSON object");
            return Optional.empty();
        } catch (JsonProcessingException e) {
            if (!lines.ended() && lines.number() > 1) {
                skips.line(lines.number(), "is cut off");
                return Optional.empty();
            }
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw ImportException.at(
                    lines.number(),
                    "that is no JSON, at column %d: %s".formatted(column, e.getOriginalMessage()));
        }
    }

    private static Conversation conversation(JsonNode session, long line) {
        Instant begun =
                ImportedFields.instant(session.path("timestamp").asText())
                        .orElseThrow(() ->
                                ImportException.at(
                                        line,
                                        "`timestamp` is no time such as 2026-05-01T12:00:00Z."));
        return new Conversation(
                id(session.path("id").asText(), line),
                "",
                folder(session.path("cwd").asText()),
                "",
                begun,
                begun,
                0,
                Marks.NONE,
                session.path("forked_from_id").isTextual()
                        ? Optional.of(id(session.path("forked_from_id").asText(), line))
                        : Optional.empty());
    }

    private static ConversationId id(String text, long line) {
        try {
            return new ConversationId(text);
        } catch (IllegalArgumentException _) {
            throw ImportException.at(line, "the session's id is no UUID.");
        }
    }

    /** The last name of a path, of whatever system it is. */
    private static String folder(String path) {
        String name = path.replaceFirst("[/\\\\]+$", "").replaceFirst(".*[/\\\\]", "");
        return name.isBlank() ? Import.ELSEWHERE : name;
    }
}
