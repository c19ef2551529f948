package dev.sidetone.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.StringJoiner;

/** The words in a message or an output of a Codex rollout. */
final class RolloutText {

    private static final String UNKNOWN = "unknown";
    private static final String OF_PEOPLE = "user.";

    /** How Codex begins what it tells the model in the user's name; older ones do not mark it. */
    private static final List<String> CONTEXT =
            List.of(
                    "<environment_context>",
                    "<user_instructions>",
                    "# AGENTS.md instructions",
                    "<skills_instructions>",
                    "<permissions instructions>",
                    "<turn_aborted>",
                    "<subagent_notification>");

    private RolloutText() {}

    /** What was said in a message, without what Codex itself put there. */
    static String said(JsonNode message) {
        JsonNode content = message.path("content");
        JsonNode kinds =
                message.path("internal_chat_message_metadata_passthrough")
                        .path("content_item_kinds");
        var said = new StringJoiner("\n");
        for (int i = 0; i < content.size(); i++) {
            String words = words(content.path(i));
            if (!context(words, kinds.path(i).asText(UNKNOWN))) {
                said.add(words);
            }
        }
        return said.toString();
    }

    private static boolean context(String words, String kind) {
        boolean harness = !kind.equals(UNKNOWN) && !kind.startsWith(OF_PEOPLE);
        return harness || CONTEXT.stream().anyMatch(words.stripLeading()::startsWith);
    }

    /** What a tool gave back: a text, parts of content, or an object that holds either. */
    static String output(JsonNode output) {
        if (output.isTextual()) {
            return output.asText();
        }
        if (output.isArray()) {
            var text = new StringJoiner("\n");
            output.forEach(part -> text.add(words(part)));
            return text.toString();
        }
        JsonNode content = output.path("content");
        return content.isTextual() || content.isArray() ? output(content) : output.toString();
    }

    /** Pictures are not kept: they are megabytes that nobody can search. */
    private static String words(JsonNode part) {
        return part.path("type").asText().endsWith("image")
                ? "[image]"
                : part.path("text").asText(part.isTextual() ? part.asText() : "");
    }
}
