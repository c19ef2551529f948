package dev.sidetone.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A realtime conversation item on the wire. Immutable. Members that are {@code null} are left out
 * when written.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = Item.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(Item.Message.class),
    @JsonSubTypes.Type(Item.FunctionCall.class),
    @JsonSubTypes.Type(Item.FunctionCallOutput.class)
})
public sealed interface Item {

    String COMPLETED = "completed";
    String INCOMPLETE = "incomplete";
    String IN_PROGRESS = "in_progress";

    /** The item's id, {@code null} only in a client's request that leaves it to the server. */
    @Nullable String id();

    /** The same item under another id. */
    Item withId(String id);

    /**
     * Something said or written by {@code role}: {@code system}, {@code user}, {@code assistant}.
     */
    @JsonTypeName("message")
    record Message(
            @Nullable String id, @Nullable String status, String role, List<ContentPart> content)
            implements Item {
        public Message {
            content = content == null ? List.of() : List.copyOf(content);
        }

        @Override
        public Message withId(String newId) {
            return new Message(newId, status, role, content);
        }

        public Message withStatus(String newStatus) {
            return new Message(id, newStatus, role, content);
        }

        public Message withContent(List<ContentPart> newContent) {
            return new Message(id, status, role, newContent);
        }

        /** All words of the message in order, parts separated by one space. */
        public String words() {
            return content.stream()
                    .map(ContentPart::words)
                    .filter(w -> !w.isBlank())
                    .collect(Collectors.joining(" "));
        }
    }

    /** The model asks its client to run a function; {@code arguments} is a JSON text. */
    @JsonTypeName("function_call")
    record FunctionCall(
            @Nullable String id,
            @Nullable String status,
            String name,
            @Nullable String callId,
            String arguments)
            implements Item {
        @Override
        public FunctionCall withId(String newId) {
            return new FunctionCall(newId, status, name, callId, arguments);
        }

        public FunctionCall withStatus(String newStatus) {
            return new FunctionCall(id, newStatus, name, callId, arguments);
        }
    }

    /** The client's answer to a function call. */
    @JsonTypeName("function_call_output")
    record FunctionCallOutput(@Nullable String id, String callId, String output) implements Item {
        @Override
        public FunctionCallOutput withId(String newId) {
            return new FunctionCallOutput(newId, callId, output);
        }
    }

    /** An item of a type this version does not know. */
    @JsonTypeName("unknown")
    record Unknown(@Nullable String id) implements Item {
        @Override
        public Unknown withId(String newId) {
            return new Unknown(newId);
        }
    }
}
