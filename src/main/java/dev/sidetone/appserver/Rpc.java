package dev.sidetone.appserver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** JSON-RPC as the Codex app-server frames it: without the {@code jsonrpc} member. */
final class Rpc {

    private static final ObjectMapper JSON = JsonMapper.builder(forManyThreads()).build();

    /** A request of the client; {@code id} is a string or a whole number. */
    record Request(JsonNode id, String method, JsonNode params) {}

    private Rpc() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Empty for everything that asks for no answer: notifications, responses, garbage. */
    static Optional<Request> read(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree == null || !tree.isObject() || !tree.path("method").isTextual()) {
                return Optional.empty();
            }
            JsonNode id = tree.path("id");
            return id.isTextual() || id.isIntegralNumber()
                    ? Optional.of(
                            new Request(id, tree.path("method").asText(), tree.path("params")))
                    : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    static String result(JsonNode id, JsonNode result) {
        ObjectNode message = object();
        message.set("id", id);
        message.set("result", result);
        return text(message);
    }

    static String error(JsonNode id, int code, String words) {
        ObjectNode message = object();
        message.set("id", id);
        message.putObject("error").put("code", code).put("message", words);
        return text(message);
    }

    private static String text(ObjectNode message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** Jackson's buffers are kept for all: threads here live for one message or wait for hours. */
    private static JsonFactory forManyThreads() {
        return JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                .build();
    }

    static String notification(Frame frame, long nowMs) {
        ObjectNode message = object();
        message.put("method", frame.method());
        message.set("params", frame.params());
        message.put("emittedAtMs", nowMs);
        if (frame.number() > 0) {
            message.put("number", frame.number());
        }
        return text(message);
    }
}
