package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code docs/protocol.schema.json}, and whether messages are as it says. */
final class ProtocolSchema {

    static final ProtocolSchema IT = read();

    private final JsonNode root;

    private ProtocolSchema(JsonNode root) {
        this.root = root;
    }

    private static ProtocolSchema read() {
        try {
            Path file = Path.of("docs/protocol.schema.json");
            return new ProtocolSchema(new ObjectMapper().readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    Set<String> names(String part) {
        var names = new TreeSet<String>();
        root.path(part).fieldNames().forEachRemaining(names::add);
        return names;
    }

    List<String> request(String method, JsonNode params) {
        return faults(root.path("methods").path(method).path("params"), params);
    }

    List<String> result(String method, JsonNode result) {
        return faults(root.path("methods").path(method).path("result"), result);
    }

    List<String> notification(JsonNode message) {
        JsonNode known = root.path("notifications").path(message.path("method").asText());
        List<String> faults = faults(root.at("/$defs/Notification"), message);
        faults.addAll(faults(known.path("params"), message.path("params")));
        return faults;
    }

    List<String> faults(JsonNode schema, JsonNode value) {
        var faults = new ArrayList<String>();
        check(schema, value, "", faults);
        return faults;
    }

    private boolean fits(JsonNode schema, JsonNode value) {
        return faults(schema, value).isEmpty();
    }

    private void check(JsonNode schema, JsonNode value, String at, List<String> faults) {
        if (schema.isMissingNode() || (schema.isBoolean() && !schema.asBoolean())) {
            faults.add(at + ": nothing is allowed here, there is " + value);
            return;
        }
        if (schema.has("$ref")) {
            JsonNode target = root.at(schema.path("$ref").asText().substring(1));
            check(target, value, at, faults);
        }
        if (schema.has("const") && !schema.path("const").equals(value)) {
            faults.add(at + ": " + value + " is not " + schema.path("const"));
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            faults.add(at + ": " + value + " is none of " + schema.path("enum"));
        }
        if (schema.has("type") && !isType(schema.path("type"), value)) {
            faults.add(at + ": " + value + " is not of type " + schema.path("type"));
        }
        choices(schema, value, at, faults);
        members(schema, value, at, faults);
        for (int i = 0; schema.has("items") && value.isArray() && i < value.size(); i++) {
            check(schema.path("items"), value.get(i), at + "/" + i, faults);
        }
    }

    private void choices(JsonNode schema, JsonNode value, String at, List<String> faults) {
        for (String kind : List.of("oneOf", "anyOf")) {
            int fitting = 0;
            for (JsonNode choice : schema.path(kind)) {
                fitting += fits(choice, value) ? 1 : 0;
            }
            boolean good = kind.equals("oneOf") ? fitting == 1 : fitting > 0;
            if (schema.has(kind) && !good) {
                faults.add(at + ": " + fitting + " of the choices fit " + value);
            }
        }
    }

    private void members(JsonNode schema, JsonNode value, String at, List<String> faults) {
        if (!value.isObject()) {
            return;
        }
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                faults.add(at + ": " + name.asText() + " is missing");
            }
        }
        JsonNode others = schema.path("additionalProperties");
        value.fields()
                .forEachRemaining(member -> {
                    JsonNode known = schema.path("properties").path(member.getKey());
                    JsonNode rule = known.isMissingNode() ? others : known;
                    if (!rule.isMissingNode()) {
                        check(rule, member.getValue(), at + "/" + member.getKey(), faults);
                    }
                });
    }

    private static boolean contains(JsonNode words, JsonNode value) {
        for (JsonNode word : words) {
            if (word.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isType(JsonNode types, JsonNode value) {
        if (types.isArray()) {
            for (JsonNode type : types) {
                if (isType(type, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (types.asText()) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("unknown type " + types);
        };
    }
}
