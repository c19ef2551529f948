package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.WireError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a JSON value of a client must look like. {@link #fault} gives the first fault with the path
 * of the bad member, in the error codes of the OpenAI Realtime API.
 */
@FunctionalInterface
interface Shape {

    Optional<WireError> fault(JsonNode value, String path);

    static Shape any() {
        return (value, path) -> Optional.empty();
    }

    static Shape text() {
        return kind("a string", JsonNode::isTextual);
    }

    static Shape bool() {
        return kind("a boolean", JsonNode::isBoolean);
    }

    /** An object whose members are not looked at, such as a JSON Schema. */
    static Shape anyObject() {
        return kind("an object", JsonNode::isObject);
    }

    static Shape kind(String expected, Predicate<JsonNode> test) {
        return (value, path) ->
                test.test(value)
                        ? Optional.empty()
                        : fault(
                                "invalid_type",
                                "Invalid type for '%s': expected %s, but got %s."
                                        .formatted(path, expected, nameOf(value)),
                                path);
    }

    /** At most {@code max} characters. */
    static Shape text(int max) {
        return text().and((value, path) ->
                value.asText().length() <= max
                        ? Optional.empty()
                        : fault(
                                "string_above_max_length",
                                "'%s' has %d characters; at most %d are allowed."
                                        .formatted(path, value.asText().length(), max),
                                path));
    }

    static Shape oneOf(String... allowed) {
        List<String> values = Arrays.asList(allowed);
        return text().and((value, path) ->
                values.contains(value.asText())
                        ? Optional.empty()
                        : invalid(
                                path,
                                value.asText(),
                                "one of '" + String.join("', '", values) + "'"));
    }

    static Shape integer(long min, long max) {
        return kind("an integer", JsonNode::isIntegralNumber).and(range(min, max));
    }

    static Shape number(double min, double max) {
        return kind("a number", JsonNode::isNumber).and(range(min, max));
    }

    private static Shape range(double min, double max) {
        return (value, path) -> {
            if (value.asDouble() < min) {
                return fault(
                        "integer_below_min_value",
                        "Invalid '%s': expected a value >= %s, but got %s."
                                .formatted(path, plain(min), value.asText()),
                        path);
            }
            if (value.asDouble() > max) {
                return fault(
                        "integer_above_max_value",
                        "Invalid '%s': expected a value <= %s, but got %s."
                                .formatted(path, plain(max), value.asText()),
                        path);
            }
            return Optional.empty();
        };
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    static Shape nullable(Shape shape) {
        return (value, path) -> value.isNull() ? Optional.empty() : shape.fault(value, path);
    }

    /** Strings are held against {@code text}, everything else against {@code other}. */
    static Shape textOr(Shape text, Shape other) {
        return (value, path) ->
                value.isTextual() ? text.fault(value, path) : other.fault(value, path);
    }

    static Shape list(int max, Shape element) {
        return kind("an array", JsonNode::isArray)
                .and((value, path) -> {
                    if (value.size() > max) {
                        return fault(
                                "array_above_max_length",
                                "'%s' has %d elements; at most %d are allowed."
                                        .formatted(path, value.size(), max),
                                path);
                    }
                    for (int i = 0; i < value.size(); i++) {
                        var fault = element.fault(value.get(i), path + "[" + i + "]");
                        if (fault.isPresent()) {
                            return fault;
                        }
                    }
                    return Optional.empty();
                });
    }

    /** An object with these members and no others; {@code required} ones must be there. */
    static Shape object(Map<String, Shape> members, String... required) {
        return anyObject()
                .and((value, path) -> missing(value, path, required))
                .and((value, path) -> {
                    for (var member : value.properties()) {
                        String at = path + "." + member.getKey();
                        Shape shape = members.get(member.getKey());
                        var fault =
                                shape == null ? unknown(at) : shape.fault(member.getValue(), at);
                        if (fault.isPresent()) {
                            return fault;
                        }
                    }
                    return Optional.empty();
                });
    }

    /** An object whose text member {@code tag} decides about its shape. */
    static Shape tagged(String tag, Map<String, Shape> shapes) {
        return anyObject()
                .and((value, path) -> missing(value, path, tag))
                .and((value, path) -> {
                    Shape shape = shapes.get(value.path(tag).asText());
                    return shape == null
                            ? invalid(
                                    path + "." + tag,
                                    value.path(tag).asText(),
                                    "one of '"
                                            + String.join(
                                                    "', '",
                                                    shapes.keySet().stream().sorted().toList())
                                            + "'")
                            : shape.fault(value, path);
                });
    }

    default Shape and(Shape next) {
        return (value, path) -> {
            var fault = fault(value, path);
            return fault.isPresent() ? fault : next.fault(value, path);
        };
    }

    static Optional<WireError> invalid(String path, String value, String expected) {
        return fault(
                "invalid_value",
                "Invalid value: '%s'. '%s' must be %s.".formatted(value, path, expected),
                path);
    }

    private static Optional<WireError> missing(JsonNode value, String path, String... required) {
        for (String name : required) {
            if (!value.has(name)) {
                String at = path + "." + name;
                return fault(
                        "missing_required_parameter",
                        "Missing required parameter: '" + at + "'.",
                        at);
            }
        }
        return Optional.empty();
    }

    private static Optional<WireError> unknown(String path) {
        return fault("unknown_parameter", "Unknown parameter: '" + path + "'.", path);
    }

    private static Optional<WireError> fault(String code, String message, String path) {
        return Optional.of(WireError.invalidRequest(code, message, path, null));
    }

    private static String nameOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case BOOLEAN -> "a boolean";
            case NUMBER -> "a number";
            case STRING, BINARY -> "a string";
            case NULL, MISSING -> "null";
        };
    }
}
