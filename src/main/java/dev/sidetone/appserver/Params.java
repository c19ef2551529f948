package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.conversation.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A request's parameters, read member by member. Members nobody asks for are ignored. What is wrong
 * is told in the words of Codex's decoder, which its clients know.
 */
record Params(JsonNode tree) {

    static final long LARGEST_U16 = 0xffff;
    static final long LARGEST_U32 = 0xffff_ffffL;

    String text(String name) throws RpcException {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /** Absent and {@code null} are the same. */
    Optional<String> optionalText(String name) throws RpcException {
        return value(name, JsonNode::isTextual, "a string").map(JsonNode::asText);
    }

    long number(String name) throws RpcException {
        OptionalLong number = optionalNumber(name);
        if (number.isEmpty()) {
            throw missing(name);
        }
        return number.getAsLong();
    }

    OptionalLong optionalNumber(String name) throws RpcException {
        Optional<JsonNode> value = value(name, JsonNode::isIntegralNumber, "i64");
        return value.isPresent() && value.get().canConvertToLong()
                ? OptionalLong.of(value.get().asLong())
                : OptionalLong.empty();
    }

    /** A whole number from 0 to 2³²−1. */
    OptionalLong optionalCount(String name) throws RpcException {
        return optionalCount(name, LARGEST_U32, "u32");
    }

    /**
     * @param type what a whole number from 0 to {@code largest} is called
     */
    long count(String name, long largest, String type) throws RpcException {
        OptionalLong count = optionalCount(name, largest, type);
        if (count.isEmpty()) {
            throw missing(name);
        }
        return count.getAsLong();
    }

    private OptionalLong optionalCount(String name, long largest, String type) throws RpcException {
        Optional<JsonNode> value = value(name, JsonNode::isIntegralNumber, type);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        JsonNode number = value.get();
        if (!number.canConvertToLong() || number.asLong() < 0 || number.asLong() > largest) {
            throw RpcException.undecodable(
                            "invalid value: %s, expected %s".formatted(Unexpected.of(number), type))
                    .at(name);
        }
        return OptionalLong.of(number.asLong());
    }

    boolean flag(String name) throws RpcException {
        return optionalFlag(name).orElse(false);
    }

    Optional<Boolean> optionalFlag(String name) throws RpcException {
        return value(name, JsonNode::isBoolean, "a boolean").map(JsonNode::asBoolean);
    }

    Params object(String name) throws RpcException {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    Optional<Params> optionalObject(String name) throws RpcException {
        return value(name, JsonNode::isObject, "a map").map(Params::new);
    }

    /** The elements, each an object; absent and {@code null} are an empty list. */
    List<Params> objects(String name) throws RpcException {
        List<Params> elements = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!element.isObject()) {
                throw wrongType(element, "a map");
            }
            elements.add(new Params(element));
        }
        return elements;
    }

    /** The elements, each a text; absent and {@code null} are an empty list. */
    List<String> texts(String name) throws RpcException {
        List<String> elements = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!element.isTextual()) {
                throw wrongType(element, "a string");
            }
            elements.add(element.asText());
        }
        return elements;
    }

    private Iterable<JsonNode> elements(String name) throws RpcException {
        Optional<JsonNode> value = value(name, JsonNode::isArray, "a sequence");
        return value.isPresent() ? value.get() : List.of();
    }

    boolean has(String name) {
        return tree.hasNonNull(name);
    }

    /** One of the enum's constants, written in lower case. */
    <E extends Enum<E>> E choice(String name, Class<E> type) throws RpcException {
        List<E> constants = List.of(type.getEnumConstants());
        String text = choice(name, constants.stream().map(Params::wire));
        return constants.stream().filter(c -> wire(c).equals(text)).findFirst().orElseThrow();
    }

    /** One of these words. */
    String choice(String name, Stream<String> words) throws RpcException {
        return optionalChoice(name, words.toList()).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalChoice(String name, List<String> words) throws RpcException {
        Optional<String> text =
                value(name, JsonNode::isTextual, "string or map").map(JsonNode::asText);
        if (text.isPresent() && !words.contains(text.get())) {
            throw unknownVariant(text.get(), words).at(name);
        }
        return text;
    }

    static RpcException unknownVariant(String text, List<String> known) {
        List<String> quoted = known.stream().map(word -> "`" + word + "`").toList();
        String expected =
                quoted.size() == 2
                        ? String.join(" or ", quoted)
                        : (quoted.size() == 1 ? "" : "one of ") + String.join(", ", quoted);
        return RpcException.undecodable(
                "unknown variant `%s`, expected %s".formatted(text, expected));
    }

    ConversationId thread() throws RpcException {
        String text = text("threadId");
        try {
            return new ConversationId(text);
        } catch (IllegalArgumentException _) {
            throw RpcException.invalid("invalid thread id: " + text);
        }
    }

    private interface Kind {
        boolean is(JsonNode value);
    }

    private Optional<JsonNode> value(String name, Kind kind, String expected) throws RpcException {
        JsonNode value = tree.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!kind.is(value)) {
            throw wrongType(value, expected).at(name);
        }
        return Optional.of(value);
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static RpcException missing(String name) {
        return RpcException.undecodable("missing field `" + name + "`").at(name);
    }

    private static RpcException wrongType(JsonNode value, String expected) {
        return RpcException.undecodable(
                "invalid type: " + Unexpected.of(value) + ", expected " + expected);
    }
}
