package dev.sidetone.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * One part of a message's content, as the OpenAI Realtime API names them. Immutable.
 *
 * <p>Audio parts carry base64 PCM only where a client put it there; what the service emits has the
 * transcript alone.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        property = "type",
        defaultImpl = ContentPart.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(ContentPart.InputText.class),
    @JsonSubTypes.Type(ContentPart.InputAudio.class),
    @JsonSubTypes.Type(ContentPart.OutputText.class),
    @JsonSubTypes.Type(ContentPart.OutputAudio.class)
})
public sealed interface ContentPart {

    /** The words of this part: its text or its transcript; empty when there are none yet. */
    default String words() {
        return switch (this) {
            case InputText(var text) -> text;
            case OutputText(var text) -> text;
            case InputAudio(var transcript, _) -> transcript == null ? "" : transcript;
            case OutputAudio(var transcript, _) -> transcript == null ? "" : transcript;
            case Unknown() -> "";
        };
    }

    /** Text that a person or the client put in. */
    @JsonTypeName("input_text")
    record InputText(String text) implements ContentPart {}

    /** Speech of the user. {@code transcript} is always written, {@code null} until it is known. */
    @JsonTypeName("input_audio")
    record InputAudio(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String transcript,
            @Nullable String audio)
            implements ContentPart {}

    /** Text of the assistant. */
    @JsonTypeName("output_text")
    record OutputText(String text) implements ContentPart {}

    /** Speech of the assistant. */
    @JsonTypeName("output_audio")
    record OutputAudio(@Nullable String transcript, @Nullable String audio)
            implements ContentPart {}

    /** A part of a type this version does not know; kept out of every decision. */
    @JsonTypeName("unknown")
    record Unknown() implements ContentPart {}
}
