package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An item that may have the beta's names, and may lack what GA always has. */
record OlderItem(ObjectNode item) {

    void bringUpToDate() {
        boolean assistant = item.path("role").asText().equals("assistant");
        switch (item.path("type").asText()) {
            case "message" -> {
                fill("role", "user");
                for (JsonNode part : item.path("content")) {
                    if (assistant && part instanceof ObjectNode it) {
                        rename(it);
                    }
                }
            }
            case "function_call" -> {
                fill("name", "");
                fill("arguments", "");
                fill("call_id", item.path("id").asText(""));
            }
            default -> {}
        }
    }

    private static void rename(ObjectNode part) {
        switch (part.path("type").asText()) {
            case "text" -> part.put("type", "output_text");
            case "audio" -> part.put("type", "output_audio");
            default -> {}
        }
    }

    private void fill(String member, String otherwise) {
        if (!item.path(member).isTextual()) {
            item.put(member, otherwise);
        }
    }
}
