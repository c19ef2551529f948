package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.Item;
import dev.sidetone.session.Turn;
import dev.sidetone.session.TurnItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns: live ones as they are told, stored ones grouped from a conversation's items. */
final class TurnsJson {

    private TurnsJson() {}

    static ObjectNode live(Turn turn) {
        ObjectNode node = Rpc.object();
        node.put("id", turn.id());
        node.putArray("items");
        node.put("itemsView", "notLoaded");
        node.put("status", turn.status().wireName());
        if (turn.error().isPresent()) {
            node.putObject("error")
                    .put("message", turn.error().get())
                    .put("codexErrorInfo", "other")
                    .putNull("additionalDetails");
        } else {
            node.putNull("error");
        }
        long from = turn.startedAt().toEpochMilli();
        node.put("startedAt", from / 1000);
        turn.completedAt()
                .ifPresentOrElse(
                        at ->
                                node.put("completedAt", at.getEpochSecond())
                                        .put("durationMs", at.toEpochMilli() - from),
                        () -> node.putNull("completedAt").putNull("durationMs"));
        return node;
    }

    static ObjectNode item(TurnItem item) {
        return switch (item) {
            case TurnItem.UserMessage(var id, var text, var clientId) ->
                    userMessage(id, text).put("clientId", clientId.orElse(null));
            case TurnItem.AgentMessage(var id, var markdown, var spoken, var citations) -> {
                ObjectNode node = agentMessage(id, markdown, "final_answer");
                node.put("spoken", spoken);
                node.set("citations", ItemJson.citations(citations));
                yield node;
            }
            case TurnItem.Progress(var id, var text) -> agentMessage(id, text, "commentary");
            case TurnItem.ToolCall(var id, var tool, var arguments, var status, var result) ->
                    toolCall(id, tool, arguments, status.wireName(), result);
        };
    }

    /** A turn begins with each thing the user said. */
    static ArrayNode turns(List<Item> items) {
        ArrayNode turns = Rpc.object().putArray("turns");
        Map<String, String> results = results(items);
        List<Item> turn = new ArrayList<>();
        for (Item item : items) {
            if (item.role() == Item.Role.USER && !turn.isEmpty()) {
                turns.add(stored(turn, results));
                turn = new ArrayList<>();
            }
            turn.add(item);
        }
        if (!turn.isEmpty()) {
            turns.add(stored(turn, results));
        }
        return turns;
    }

    private static ObjectNode stored(List<Item> items, Map<String, String> results) {
        ObjectNode node = Rpc.object();
        node.put("id", "turn-" + items.getFirst().seq());
        var array = node.putArray("items");
        items.forEach(item -> addStored(array, item, results));
        node.put("itemsView", "full");
        boolean cut = items.stream().anyMatch(Item::interrupted);
        node.put("status", cut ? "interrupted" : "completed");
        node.putNull("error");
        long from = items.getFirst().startedAt().getEpochSecond();
        node.put("startedAt", from);
        node.put("completedAt", items.getLast().startedAt().getEpochSecond());
        node.putNull("durationMs");
        return node;
    }

    private static void addStored(ArrayNode array, Item item, Map<String, String> results) {
        switch (item.kind()) {
            case TOOL_CALL -> {
                String result = results.get(item.toolCallId());
                array.add(
                        toolCall(
                                item.itemId(),
                                String.valueOf(item.toolName()),
                                item.text(),
                                result == null ? "failed" : "completed",
                                result == null ? "" : result));
            }
            case TOOL_OUTPUT, HANDOFF, NOTE -> {}
            case SPEECH, TEXT -> array.add(words(item));
        }
    }

    private static ObjectNode words(Item item) {
        if (item.role() == Item.Role.USER) {
            return userMessage(item.itemId(), item.text());
        }
        boolean answer = item.role() == Item.Role.AGENT;
        ObjectNode node =
                agentMessage(item.itemId(), item.text(), answer ? "final_answer" : "commentary");
        node.set("citations", ItemJson.citations(item.citations()));
        return node;
    }

    private static Map<String, String> results(List<Item> items) {
        Map<String, String> results = new HashMap<>();
        for (Item item : items) {
            if (item.kind() == Item.Kind.TOOL_OUTPUT && item.toolCallId() != null) {
                results.put(item.toolCallId(), item.text());
            }
        }
        return results;
    }

    private static ObjectNode userMessage(String id, String text) {
        ObjectNode node = Rpc.object().put("type", "userMessage").put("id", id);
        node.putNull("clientId");
        ObjectNode part = node.putArray("content").addObject();
        part.put("type", "text").put("text", text).putArray("text_elements");
        return node;
    }

    private static ObjectNode agentMessage(String id, String text, String phase) {
        ObjectNode node = Rpc.object().put("type", "agentMessage").put("id", id);
        return node.put("text", text).put("phase", phase).putNull("memoryCitation");
    }

    private static ObjectNode toolCall(
            String id, String tool, String arguments, String status, String result) {
        return Rpc.object()
                .put("type", "dynamicToolCall")
                .put("id", id)
                .put("tool", tool)
                .put("arguments", arguments)
                .put("status", status)
                .put("result", result);
    }
}
