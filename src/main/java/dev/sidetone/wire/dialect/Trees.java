package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.WireCodec;

/** Small work on JSON trees. */
final class Trees {

    private Trees() {}

    static ObjectNode object() {
        return WireCodec.json().createObjectNode();
    }

    static ObjectNode typed(String type) {
        return object().put("type", type);
    }

    /** The text of the first of these members that is a text; empty when none is. */
    static String text(JsonNode tree, String... members) {
        for (String member : members) {
            JsonNode value = tree.path(member);
            if (value.isTextual()) {
                return value.asText();
            }
        }
        return "";
    }

    /** Copies members that are there. */
    static void copy(JsonNode from, ObjectNode to, String... members) {
        for (String member : members) {
            JsonNode value = from.get(member);
            if (value != null) {
                to.set(member, value);
            }
        }
    }

    /** The first with what the second says instead, object by object. */
    static ObjectNode merged(ObjectNode first, JsonNode second) {
        ObjectNode all = first.deepCopy();
        second.properties()
                .forEach(member -> {
                    JsonNode before = all.path(member.getKey());
                    all.set(
                            member.getKey(),
                            before instanceof ObjectNode object && member.getValue().isObject()
                                    ? merged(object, member.getValue())
                                    : member.getValue());
                });
        return all;
    }
}
