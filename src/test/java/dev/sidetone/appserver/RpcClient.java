package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A client of {@code /rpc} that holds everything it is told against the schema. */
final class RpcClient extends JsonSocket {

    private final Map<Integer, String> asked = new ConcurrentHashMap<>();
    private int lastId;

    RpcClient(URI base) {
        this(base, "/rpc");
    }

    RpcClient(URI base, String path) {
        super(base, path);
    }

    static RpcClient initialized(URI base) {
        RpcClient client = new RpcClient(base);
        client.ask("initialize", handshake(true));
        client.text("{\"method\":\"initialized\"}");
        return client;
    }

    static ObjectNode handshake(boolean experimental) {
        ObjectNode params = object();
        params.putObject("clientInfo").put("name", "test").put("version", "1");
        params.putObject("capabilities").put("experimentalApi", experimental);
        return params;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The answer, result or error. */
    JsonNode ask(String method, ObjectNode params) {
        int id = ++lastId;
        ObjectNode message = object().put("id", id).put("method", method);
        message.set("params", params);
        asked.put(id, method);
        text(message.toString());
        return message(m -> m.path("id").asInt(-1) == id && !m.has("method"));
    }

    JsonNode result(String method, ObjectNode params) {
        JsonNode answer = ask(method, params);
        if (answer.has("error")) {
            throw new AssertionError(method + " failed: " + answer);
        }
        return answer.path("result");
    }

    /** The params of the first notification like this, waiting for it. */
    JsonNode told(String method, Predicate<JsonNode> like) {
        return message(m -> isNotice(m, method) && like.test(m.path("params"))).path("params");
    }

    JsonNode told(String method) {
        return told(method, _ -> true);
    }

    List<JsonNode> notices(String method) {
        return received.stream()
                .filter(m -> isNotice(m, method))
                .map(m -> m.path("params"))
                .toList();
    }

    private static boolean isNotice(JsonNode message, String method) {
        return message.path("method").asText().equals(method) && !message.has("id");
    }

    /** What is told and answered is as the schema says. */
    private List<String> faults(JsonNode message) {
        if (message.has("method")) {
            return ProtocolSchema.IT.notification(message);
        }
        String method = asked.getOrDefault(message.path("id").asInt(-1), "");
        if (message.has("error")) {
            return ProtocolSchema.IT.faults(ProtocolSchema.IT.root().at("/$defs/Error"), message);
        }
        return method.isEmpty()
                ? List.of()
                : ProtocolSchema.IT.result(method, message.path("result")).stream()
                        .map(fault -> method + fault)
                        .toList();
    }

    @Override
    public void close() {
        assertThat(received.stream().flatMap(m -> faults(m).stream()).toList())
                .as("messages against docs/protocol.schema.json")
                .isEmpty();
        super.close();
    }
}
