package dev.sidetone.wire;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a client of the OpenAI Realtime API sends. Every event may carry an {@code event_id} that an
 * {@code error} in reply echoes.
 *
 * <p>Session and response bodies stay trees: on this side of the wire "absent" and "null" mean
 * different things (API reference, {@code session.update}).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ClientEvent {

    /** The id the client chose for this event, if it did. */
    @Nullable String eventId();

    @JsonTypeName("session.update")
    record SessionUpdate(@Nullable String eventId, JsonNode session) implements ClientEvent {}

    /** {@code audio} is base64 of the session's input format. */
    @JsonTypeName("input_audio_buffer.append")
    record AudioAppend(@Nullable String eventId, String audio) implements ClientEvent {}

    @JsonTypeName("input_audio_buffer.commit")
    record AudioCommit(@Nullable String eventId) implements ClientEvent {}

    @JsonTypeName("input_audio_buffer.clear")
    record AudioClear(@Nullable String eventId) implements ClientEvent {}

    /** {@code previousItemId} {@code "root"} puts the item first, absent puts it last. */
    @JsonTypeName("conversation.item.create")
    record ItemCreate(@Nullable String eventId, @Nullable String previousItemId, JsonNode item)
            implements ClientEvent {}

    @JsonTypeName("conversation.item.retrieve")
    record ItemRetrieve(@Nullable String eventId, String itemId) implements ClientEvent {}

    /** Cuts an assistant audio item to the milliseconds that were really heard. */
    @JsonTypeName("conversation.item.truncate")
    record ItemTruncate(@Nullable String eventId, String itemId, int contentIndex, long audioEndMs)
            implements ClientEvent {}

    @JsonTypeName("conversation.item.delete")
    record ItemDelete(@Nullable String eventId, String itemId) implements ClientEvent {}

    @JsonTypeName("response.create")
    record ResponseCreate(@Nullable String eventId, @Nullable JsonNode response)
            implements ClientEvent {}

    @JsonTypeName("response.cancel")
    record ResponseCancel(@Nullable String eventId, @Nullable String responseId)
            implements ClientEvent {}

    @JsonTypeName("output_audio_buffer.clear")
    record OutputAudioClear(@Nullable String eventId) implements ClientEvent {}

    /** A type this version does not know; {@code type} is what the client wrote. */
    @JsonTypeName("unknown")
    record Unknown(@Nullable String eventId, String type) implements ClientEvent {}
}
