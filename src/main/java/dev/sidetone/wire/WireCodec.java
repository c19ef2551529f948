package dev.sidetone.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * JSON to events and back. Snake case, absent for {@code null}, unknown members ignored.
 * Thread-safe.
 *
 * <p>A text that is no JSON object with a {@code type}, or whose members have the wrong shape,
 * gives a {@link WireFormatException}; a type that is merely unknown gives the {@code Unknown}
 * event.
 */
public final class WireCodec {

    private static final ObjectMapper JSON =
            JsonMapper.builder(forManyThreads())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .build();
    private static final Map<String, Class<? extends ClientEvent>> CLIENT =
            byTypeName(ClientEvent.class);
    private static final Map<String, Class<? extends ServerEvent>> SERVER =
            byTypeName(ServerEvent.class);

    static {
        CLIENT.values().forEach(JSON::registerSubtypes);
        SERVER.values().forEach(JSON::registerSubtypes);
    }

    private WireCodec() {}

    /**
     * Jackson keeps its buffers for each thread; with threads that live for one event or wait for
     * hours they would be thrown away or held for nothing.
     */
    private static JsonFactory forManyThreads() {
        return JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                .build();
    }

    /** The mapper of the wire, for trees ({@code session}, {@code response}) and items. */
    public static ObjectMapper json() {
        return JSON;
    }

    public static String write(Object event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a wire type cannot be written: " + event.getClass(), e);
        }
    }

    public static ServerEvent readServer(String text) throws WireFormatException {
        return readServer(tree(text));
    }

    /** A server event out of a tree that was parsed already, as by {@link #tree}. */
    public static ServerEvent readServer(JsonNode tree) throws WireFormatException {
        String type = tree.path("type").asText();
        Class<? extends ServerEvent> known = SERVER.get(type);
        if (known == null) {
            return new ServerEvent.Unknown(tree.path("event_id").asText(""), type, tree);
        }
        Optional<ServerEvent> delta = Deltas.read(type, tree);
        return delta.isPresent() ? delta.get() : convert(tree, known, "");
    }

    public static ClientEvent readClient(String text) throws WireFormatException {
        return readClient(tree(text));
    }

    /** A client event out of a tree that was parsed and checked already. */
    public static ClientEvent readClient(JsonNode tree) throws WireFormatException {
        String type = tree.path("type").asText();
        String eventId = tree.path("event_id").asText("");
        Class<? extends ClientEvent> known = CLIENT.get(type);
        if (known == null) {
            return new ClientEvent.Unknown(eventId.isEmpty() ? null : eventId, type);
        }
        return convert(tree, known, eventId);
    }

    /** An item out of a tree, as in {@code conversation.item.create}. */
    public static Item readItem(JsonNode tree) throws WireFormatException {
        return convert(tree, Item.class, "");
    }

    /** The event types a server accepts, for the message that lists them. */
    public static Iterable<String> clientTypes() {
        return CLIENT.keySet().stream().sorted().toList();
    }

    /** The tree of a text that is a JSON object with a {@code type}. */
    public static JsonNode tree(String text) throws WireFormatException {
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree == null || !tree.isObject() || !tree.path("type").isTextual()) {
                throw new WireFormatException("an event is a JSON object with a string 'type'", "");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new WireFormatException("not valid JSON: " + e.getOriginalMessage(), "", e);
        }
    }

    private static <T> T convert(JsonNode tree, Class<T> type, String eventId)
            throws WireFormatException {
        try {
            return JSON.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new WireFormatException(e.getOriginalMessage(), eventId, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, Class<? extends T>> byTypeName(Class<T> sealed) {
        Map<String, Class<? extends T>> names = new HashMap<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            String name = permitted.getAnnotation(JsonTypeName.class).value();
            if (!name.equals("unknown")) {
                names.put(name, (Class<? extends T>) permitted);
            }
        }
        return Map.copyOf(names);
    }
}
