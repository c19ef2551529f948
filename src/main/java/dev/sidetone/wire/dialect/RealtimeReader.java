package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireFormatException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads v2 as servers really speak it: under GA names, beta names, or some of both, with members
 * left out that GA always has.
 */
final class RealtimeReader {

    private static final Map<String, String> BETA_NAMES =
            Map.of(
                    "response.text.delta", "response.output_text.delta",
                    "response.text.done", "response.output_text.done",
                    "response.audio.delta", "response.output_audio.delta",
                    "response.audio.done", "response.output_audio.done",
                    "response.audio_transcript.delta", "response.output_audio_transcript.delta",
                    "response.audio_transcript.done", "response.output_audio_transcript.done",
                    "conversation.item.created", "conversation.item.added",
                    "response.cancelled", "response.done");

    /** Events about an item, and the member without which they say nothing. */
    private static final Map<String, String> NEEDS =
            Map.of(
                    "response.output_text.delta", "delta",
                    "response.output_audio.delta", "delta",
                    "response.output_audio_transcript.delta", "delta",
                    "response.output_text.done", "text",
                    "response.output_audio_transcript.done", "transcript",
                    "conversation.item.input_audio_transcription.delta", "delta",
                    "conversation.item.input_audio_transcription.completed", "transcript");

    private static final Set<String> WITH_ITEM =
            Set.of(
                    "conversation.item.added",
                    "conversation.item.done",
                    "response.output_item.added",
                    "response.output_item.done");

    private static final Set<String> OF_RESPONSE = Set.of("response.created", "response.done");

    private static final int RATE = 24_000;

    private boolean tellsAdded;
    private boolean tellsDone;
    private String lastItem = "";

    List<ServerEvent> read(JsonNode tree) throws WireFormatException {
        String sent = tree.path("type").asText();
        if (sent.equals("error")) {
            return List.of(Faults.read(tree));
        }
        String type = BETA_NAMES.getOrDefault(sent, sent);
        if (sent.equals("conversation.item.created") && tellsAdded) {
            return List.of(unknown(tree));
        }
        tellsAdded |= sent.equals("conversation.item.added");
        tellsDone |= sent.equals("conversation.item.done");
        if (lacks(tree, type)) {
            return List.of(unknown(tree));
        }
        ServerEvent event = WireCodec.readServer(complete((ObjectNode) tree, sent, type));
        return withEnd(event);
    }

    /** GA says twice that an item is done; who says it once only must be believed too. */
    private List<ServerEvent> withEnd(ServerEvent event) {
        if (event instanceof ServerEvent.OutputItemAdded(_, _, _, var item)) {
            lastItem = Objects.requireNonNullElse(item.id(), "");
        }
        return !tellsDone
                        && event instanceof ServerEvent.OutputItemDone(var id, _, _, var item)
                        && item instanceof Item.FunctionCall
                ? List.of(event, new ServerEvent.ItemDone(id, null, item))
                : List.of(event);
    }

    private static boolean lacks(JsonNode tree, String type) {
        String needed = NEEDS.get(type);
        return needed == null
                ? WITH_ITEM.contains(type) && !tree.path("item").isObject()
                : !tree.path(needed).isTextual();
    }

    private ObjectNode complete(ObjectNode tree, String sent, String type) {
        tree.put("type", type);
        fill(tree, "event_id", "");
        if (NEEDS.containsKey(type)) {
            fill(tree, "item_id", lastItem);
            fill(tree, "response_id", "");
        }
        if (tree.has("sample_rate") || tree.has("channels") || tree.has("num_channels")) {
            tree.put("delta", Sound.standard(tree, RATE, 1));
        }
        if (WITH_ITEM.contains(type)) {
            new OlderItem((ObjectNode) tree.path("item")).bringUpToDate();
        }
        if (OF_RESPONSE.contains(type)) {
            completeResponse(tree, sent);
        }
        return tree;
    }

    private static void completeResponse(ObjectNode tree, String sent) {
        ObjectNode response =
                tree.path("response") instanceof ObjectNode there
                        ? there
                        : tree.putObject("response");
        fill(response, "id", Trees.text(tree, "response_id"));
        switch (sent) {
            case "response.cancelled" -> response.put("status", "cancelled");
            case "response.created" -> fill(response, "status", "in_progress");
            default -> fill(response, "status", "completed");
        }
        response.path("output")
                .forEach(item -> {
                    if (item instanceof ObjectNode it) {
                        new OlderItem(it).bringUpToDate();
                    }
                });
    }

    private static void fill(ObjectNode tree, String member, String otherwise) {
        if (!tree.path(member).isTextual()) {
            tree.put(member, otherwise);
        }
    }

    static ServerEvent unknown(JsonNode tree) {
        return new ServerEvent.Unknown(
                Trees.text(tree, "event_id"), tree.path("type").asText(), tree);
    }
}
