package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireFormatException;
import java.util.ArrayList;
import java.util.List;

/** Short names for what goes into a dialect and comes out of it. */
final class Frames {

    /** A session as the engine writes it. */
    static final String SESSION =
            """
            {"type":"realtime","instructions":"Be brief.","output_modalities":["audio"],
             "audio":{"input":{"format":{"type":"audio/pcm","rate":24000},
                               "noise_reduction":{"type":"near_field"},
                               "transcription":{"model":"gpt-4o-mini-transcribe"},
                               "turn_detection":{"type":"server_vad","create_response":true}},
                      "output":{"format":{"type":"audio/pcm","rate":24000},"voice":"cove"}},
             "tools":[{"type":"function","name":"background_agent"}],"tool_choice":"auto"}
            """;

    private Frames() {}

    static JsonNode json(String text) {
        try {
            return WireCodec.json().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    static List<JsonNode> written(Dialect dialect, ClientEvent event) {
        return dialect.write(event).stream().map(Frames::json).toList();
    }

    static List<ServerEvent> read(Dialect dialect, String... frames) {
        var events = new ArrayList<ServerEvent>();
        for (String frame : frames) {
            try {
                events.addAll(dialect.read(frame));
            } catch (WireFormatException e) {
                throw new AssertionError(frame, e);
            }
        }
        return events;
    }

    static <E extends ServerEvent> List<E> of(Class<E> type, List<ServerEvent> events) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static ClientEvent update() {
        return new ClientEvent.SessionUpdate(null, json(SESSION));
    }

    static ClientEvent message(String role, String text) {
        ObjectNode item = WireCodec.json().createObjectNode();
        item.put("id", "item_1").put("type", "message").put("role", role);
        item.putArray("content")
                .addObject()
                .put("type", role.equals("assistant") ? "output_text" : "input_text")
                .put("text", text);
        return new ClientEvent.ItemCreate(null, null, item);
    }

    static ClientEvent output(String callId, String text) {
        ObjectNode item = WireCodec.json().createObjectNode();
        item.put("type", "function_call_output").put("call_id", callId).put("output", text);
        return new ClientEvent.ItemCreate(null, null, item);
    }
}
