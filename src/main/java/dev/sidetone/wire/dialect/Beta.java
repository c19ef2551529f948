package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireFormatException;
import java.util.List;
import java.util.Map;

/** v2 before GA, as speaches and the previews of Azure speak it: flat sessions, older names. */
final class Beta implements Dialect {

    private static final Map<String, String> OLDER_PARTS =
            Map.of("output_text", "text", "output_audio", "audio");

    private final RealtimeReader reader = new RealtimeReader();

    @Override
    public JsonNode session(JsonNode session) {
        ObjectNode flat = Trees.object();
        Trees.copy(session, flat, "model", "instructions", "tools", "tool_choice");
        modalities(session, flat);
        JsonNode input = session.path("audio").path("input");
        JsonNode output = session.path("audio").path("output");
        Trees.copy(output, flat, "voice");
        format(input, flat, "input_audio_format");
        format(output, flat, "output_audio_format");
        if (input.has("transcription")) {
            flat.set("input_audio_transcription", input.get("transcription"));
        }
        if (input.has("noise_reduction")) {
            flat.set("input_audio_noise_reduction", input.get("noise_reduction"));
        }
        Trees.copy(input, flat, "turn_detection");
        return flat;
    }

    @Override
    public List<String> write(ClientEvent event) {
        return List.of(
                switch (event) {
                    case ClientEvent.SessionUpdate(var id, var session) ->
                            WireCodec.write(new ClientEvent.SessionUpdate(id, session(session)));
                    case ClientEvent.ItemCreate(var id, var previous, var item) ->
                            WireCodec.write(new ClientEvent.ItemCreate(id, previous, older(item)));
                    default -> WireCodec.write(event);
                });
    }

    @Override
    public synchronized List<ServerEvent> read(String frame) throws WireFormatException {
        return reader.read(WireCodec.tree(frame));
    }

    /** The beta wants {@code text} named beside {@code audio}. */
    private static void modalities(JsonNode session, ObjectNode flat) {
        JsonNode wanted = session.path("output_modalities");
        if (wanted.isArray()) {
            var list = flat.putArray("modalities").add("text");
            if (wanted.path(0).asText().equals("audio")) {
                list.add("audio");
            }
        }
    }

    private static void format(JsonNode side, ObjectNode flat, String member) {
        String type = side.path("format").path("type").asText();
        switch (type) {
            case "audio/pcm" -> flat.put(member, "pcm16");
            case "audio/pcmu" -> flat.put(member, "g711_ulaw");
            case "audio/pcma" -> flat.put(member, "g711_alaw");
            default -> {}
        }
    }

    private static JsonNode older(JsonNode item) {
        JsonNode copy = item.deepCopy();
        for (JsonNode part : copy.path("content")) {
            String name = OLDER_PARTS.get(part.path("type").asText());
            if (name != null && part instanceof ObjectNode it) {
                it.put("type", name);
            }
        }
        return copy;
    }
}
