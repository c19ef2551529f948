package dev.sidetone.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From the records of a Codex rollout to items. */
final class RolloutRecords {

    /** Records that are no part of what was said and done, or repeat it. */
    private static final Set<String> KNOWN =
            Set.of(
                    "session_meta",
                    "event_msg",
                    "turn_context",
                    "world_state",
                    "compacted",
                    "token_usage_record",
                    "retained_context",
                    "security_risk_score",
                    "inter_agent_communication",
                    "inter_agent_communication_metadata",
                    "state");

    private static final int MOST_CALLS = 100_000;

    private final Skips.Tally skips;
    private final ConversationId conversation;
    private final boolean wrapped;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, String> tools = new HashMap<>();
    private Instant time;
    private Instant voiceSince;

    /**
     * @param wrapped false for the oldest rollouts, whose lines are what newer ones wrap
     */
    RolloutRecords(Conversation conversation, boolean wrapped, Skips.Tally skips) {
        this.wrapped = wrapped;
        this.conversation = conversation.id();
        this.time = conversation.createdAt();
        this.voiceSince = time;
        this.skips = skips;
    }

    /**
     * The item that a record is; empty when it is none, which is counted.
     *
     * @param line where the record stands
     * @param seq the item's position
     */
    Optional<Item> item(JsonNode record, long line, long seq) {
        time = ImportedFields.instant(record.path("timestamp").asText()).orElse(time);
        String type = record.path("type").asText(record.path("record_type").asText());
        JsonNode payload = record.path("payload");
        return switch (type) {
            case "response_item" -> response(payload, line).map(item -> item.at(seq));
            case "realtime_item" -> voice(payload, line).map(item -> item.at(seq));
            default -> {
                if (!wrapped && !KNOWN.contains(type)) {
                    yield response(record, line).map(item -> item.at(seq));
                }
                other(type, payload, line);
                yield Optional.empty();
            }
        };
    }

    private void other(String type, JsonNode payload, long line) {
        if (!KNOWN.contains(type)) {
            skips.line(line, "has a record that is not known: " + named(type));
        } else if (type.equals("event_msg")) {
            skips.record(named(payload.path("type").asText()));
        } else {
            skips.record(type);
        }
    }

    private Optional<NewItem> response(JsonNode item, long line) {
        String type = item.path("type").asText();
        return switch (type) {
            case "message" -> message(item, line);
            case "function_call" -> called(item, item.path("arguments").asText(), line);
            case "custom_tool_call" -> called(item, item.path("input").asText(), line);
            case "local_shell_call",
                    "web_search_call",
                    "tool_search_call",
                    "image_generation_call" ->
                    called(item, item.path("action").toString(), line);
            case "function_call_output", "custom_tool_call_output", "tool_search_output" ->
                    Optional.of(gaveBack(item, line));
            case "reasoning",
                    "compaction",
                    "context_compaction",
                    "agent_message",
                    "additional_tools",
                    "ghost_snapshot" -> {
                skips.record(type);
                yield Optional.empty();
            }
            default -> {
                skips.line(line, "has an item that is not known: " + named(type));
                yield Optional.empty();
            }
        };
    }

    private Optional<NewItem> message(JsonNode item, long line) {
        Item.Role role =
                switch (item.path("role").asText()) {
                    case "user" -> Item.Role.USER;
                    case "assistant" -> Item.Role.AGENT;
                    default -> Item.Role.SYSTEM;
                };
        String said = RolloutText.said(item);
        if (role == Item.Role.SYSTEM || said.isBlank()) {
            skips.record(role == Item.Role.SYSTEM ? "instructions" : "context");
            return Optional.empty();
        }
        return Optional.of(NewItem.text(conversation, id(item, line), role, said, time));
    }

    private Optional<NewItem> called(JsonNode item, String arguments, long line) {
        String id = id(item, line);
        String call = item.path("call_id").asText(id);
        String tool = item.path("name").asText(item.path("type").asText().replace("_call", ""));
        if (tools.size() < MOST_CALLS) {
            tools.put(call, tool);
        }
        return Optional.of(NewItem.toolCall(conversation, id, tool, call, arguments, time));
    }

    private NewItem gaveBack(JsonNode item, long line) {
        String call = item.path("call_id").asText();
        String result = RolloutText.output(item.path("output"));
        return NewItem.toolOutput(
                conversation, id(item, line), tools.getOrDefault(call, ""), call, result, time);
    }

    /** What was said in a voice session of Codex; it keeps when, and not for how long. */
    private Optional<NewItem> voice(JsonNode item, long line) {
        String type = item.path("type").asText();
        if (type.equals("realtime_session_started")) {
            voiceSince = time;
        }
        if (!type.equals("transcript_segment")) {
            skips.record(named(type));
            return Optional.empty();
        }
        boolean user = item.path("role").asText().equals("user");
        long ms = Math.max(0, Duration.between(voiceSince, time).toMillis());
        NewItem said =
                NewItem.speech(
                        conversation,
                        id(item, line),
                        user ? Item.Role.USER : Item.Role.ASSISTANT,
                        item.path("text").asText(),
                        time,
                        ms,
                        ms);
        String call = item.path("realtime_session_id").asText();
        return Optional.of(call.isBlank() ? said : said.inCall(call));
    }

    /** Its own id, or its line: lines are only ever added. No id comes twice. */
    private String id(JsonNode item, long line) {
        String own = item.path("id").asText().strip();
        String id = own.isEmpty() ? "line-" + line : own;
        return ids.add(id) ? id : id + "-line-" + line;
    }

    private static String named(String type) {
        return type.isBlank() ? "without a type" : Skips.brief(type);
    }
}
