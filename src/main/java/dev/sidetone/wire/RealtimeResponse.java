package dev.sidetone.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The response object of {@code response.created} and {@code response.done}. {@code status} is
 * {@code in_progress}, {@code completed}, {@code cancelled}, {@code incomplete} or {@code failed};
 * {@code maxOutputTokens} is a number or {@code "inf"}.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RealtimeResponse(
        @Nullable String object,
        String id,
        String status,
        @Nullable StatusDetails statusDetails,
        List<Item> output,
        @Nullable String conversationId,
        @Nullable List<String> outputModalities,
        @Nullable JsonNode maxOutputTokens,
        @Nullable JsonNode audio,
        @Nullable Usage usage,
        @Nullable JsonNode metadata) {

    public RealtimeResponse {
        output = output == null ? List.of() : List.copyOf(output);
    }

    /** Why a response ended otherwise than {@code completed}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StatusDetails(String type, @Nullable String reason, @Nullable WireError error) {}
}
