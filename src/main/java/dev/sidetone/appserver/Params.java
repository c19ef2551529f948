package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.conversation.ConversationId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A request's parameters, read member by member. Members nobody asks for are ignored. */
record Params(JsonNode tree) {

    String text(String name) throws RpcException {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /** Absent and {@code null} are the same. */
    Optional<String> optionalText(String name) throws RpcException {
        JsonNode value = tree.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrongType(name, value, "a string");
        }
        return Optional.of(value.asText());
    }

    long number(String name) throws RpcException {
        return optionalNumber(name).orElseThrow(() -> missing(name));
    }

    OptionalLong optionalNumber(String name) throws RpcException {
        JsonNode value = tree.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalLong.empty();
        }
        if (!value.isNumber()) {
            throw wrongType(name, value, "a number");
        }
        return OptionalLong.of(value.asLong());
    }

    boolean flag(String name) {
        return tree.path(name).asBoolean(false);
    }

    Params object(String name) throws RpcException {
        JsonNode value = tree.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw missing(name);
        }
        if (!value.isObject()) {
            throw wrongType(name, value, "an object");
        }
        return new Params(value);
    }

    boolean has(String name) {
        return tree.hasNonNull(name);
    }

    /** One of the enum's constants, written in lower case. */
    <E extends Enum<E>> E choice(String name, Class<E> type) throws RpcException {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (wire(constant).equals(text)) {
                return constant;
            }
        }
        throw RpcException.invalid(
                "Invalid request: unknown variant `%s`, expected one of %s"
                        .formatted(text, names(type)));
    }

    ConversationId thread() throws RpcException {
        String text = text("threadId");
        try {
            return new ConversationId(text);
        } catch (IllegalArgumentException _) {
            throw RpcException.invalid("invalid thread id: " + text);
        }
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        StringBuilder names = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            names.append(names.isEmpty() ? "`" : ", `").append(wire(constant)).append('`');
        }
        return names.toString();
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static RpcException missing(String name) {
        return RpcException.invalid("Invalid request: missing field `" + name + "`");
    }

    private static RpcException wrongType(String name, JsonNode value, String expected) {
        return RpcException.invalid(
                "Invalid request: field `%s` is %s, expected %s"
                        .formatted(
                                name,
                                value.getNodeType().name().toLowerCase(Locale.ROOT),
                                expected));
    }
}
