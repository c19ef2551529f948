package dev.sidetone.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.wire.dialect.Dialect;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A frame of the provider read as an event; the baseline only parses it to a tree. */
@State(Scope.Thread)
public class CodecBench {

    private static final ObjectMapper PLAIN = new ObjectMapper();

    private final Dialect dialect = Dialect.realtime();
    private final String delta =
            """
            {"type":"response.output_audio_transcript.delta","event_id":"event_4","response_id":"resp_1",
            "item_id":"item_9","output_index":0,"content_index":0,"delta":" the session manager"}\
            """;
    private final String done =
            """
            {"type":"conversation.item.done","event_id":"event_5","previous_item_id":"item_8","item":
            {"id":"item_9","type":"function_call","status":"completed","name":"background_agent",
            "call_id":"call_1","arguments":"{\\"prompt\\":\\"Where is the session manager?\\"}"}}\
            """;

    @Benchmark
    public JsonNode deltaToTreeBaseline() throws Exception {
        return PLAIN.readTree(delta);
    }

    @Benchmark
    public List<ServerEvent> deltaToEvent() throws Exception {
        return dialect.read(delta);
    }

    @Benchmark
    public JsonNode itemToTreeBaseline() throws Exception {
        return PLAIN.readTree(done);
    }

    @Benchmark
    public List<ServerEvent> itemToEvent() throws Exception {
        return dialect.read(done);
    }
}
