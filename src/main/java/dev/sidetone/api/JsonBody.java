package dev.sidetone.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Iterator;
import java.util.TreeSet;

/** Reads what a client sent as one JSON object. */
final class JsonBody {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonBody() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** An object; an empty text is an empty one. */
    static ObjectNode read(String text) {
        if (text.isBlank()) {
            return object();
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw ProblemException.unreadable(
                    "invalid_json",
                    "That is no JSON, at line %d, column %d: %s"
                            .formatted(
                                    at == null ? 1 : at.getLineNr(),
                                    at == null ? 1 : at.getColumnNr(),
                                    e.getOriginalMessage()));
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw ProblemException.unreadable("invalid_json", "That is JSON, but no object: send {…}.");
    }

    /** Refuses members that nothing would come of. */
    static void onlyKnown(ObjectNode object, Collection<String> known) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            known(names.next(), known);
        }
    }

    static void known(String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw ProblemException.unreadable(
                    "unknown_option",
                    "There is no option `%s`; there are %s."
                            .formatted(brief(name), String.join(", ", new TreeSet<>(known))));
        }
    }

    private static String brief(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }
}
