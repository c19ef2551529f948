package dev.sidetone.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.appserver.JsonSocket;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/** A reader of a call's events, or of what else is told over a socket. */
final class EventClient extends JsonSocket {

    EventClient(URI base, String path, String... headers) {
        super(base, path, headers);
    }

    /** A reader of a call's events. */
    static EventClient of(URI base, String callId) {
        return new EventClient(base, "/api/v1/calls/" + callId + "/events");
    }

    /** A JSON-RPC client that watches a conversation. */
    static EventClient rpc(URI base, String conversation) {
        var client = new EventClient(base, "/rpc");
        client.send(
                """
                {"id":1,"method":"initialize","params":{"clientInfo":{"name":"t","version":"1"},
                 "capabilities":{"experimentalApi":true}}}\
                """);
        client.send(
                """
                {"id":2,"method":"thread/resume","params":{"threadId":"%s"}}\
                """
                        .formatted(conversation));
        client.told(m -> m.path("id").asInt() == 2);
        return client;
    }

    void send(String text) {
        text(text);
    }

    void sound(byte[] pcm) {
        binary(pcm);
    }

    /** The first message like this, waiting for it. */
    JsonNode told(Predicate<JsonNode> like) {
        return message(like);
    }

    JsonNode told(String method) {
        return told(m -> m.path("method").asText().equals(method));
    }

    /** The reply to the command with this id. */
    JsonNode reply(int id) {
        return told(m -> m.path("id").asInt(-1) == id && !m.has("method"));
    }

    /** The events that have a number. */
    List<JsonNode> events() {
        return received.stream().filter(m -> m.has("seq")).toList();
    }

    List<Long> numbers() {
        return events().stream().map(m -> m.path("seq").asLong()).toList();
    }
}
