package dev.sidetone.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a realtime provider sends, under the names of the OpenAI Realtime GA protocol (API
 * reference, server events). Times called {@code …Ms} are milliseconds of audio written to the
 * session's input buffer.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ServerEvent {

    /** Unique id of this event; empty only where a foreign server sent none. */
    String eventId();

    /** An error; the session goes on unless the socket closes right after it. */
    @JsonTypeName("error")
    record ErrorEvent(String eventId, WireError error) implements ServerEvent {}

    @JsonTypeName("session.created")
    record SessionCreated(String eventId, JsonNode session) implements ServerEvent {}

    @JsonTypeName("session.updated")
    record SessionUpdated(String eventId, JsonNode session) implements ServerEvent {}

    @JsonTypeName("conversation.item.added")
    record ItemAdded(
            String eventId,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String previousItemId,
            Item item)
            implements ServerEvent {}

    @JsonTypeName("conversation.item.done")
    record ItemDone(
            String eventId,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String previousItemId,
            Item item)
            implements ServerEvent {}

    @JsonTypeName("conversation.item.retrieved")
    record ItemRetrieved(String eventId, Item item) implements ServerEvent {}

    @JsonTypeName("conversation.item.truncated")
    record ItemTruncated(String eventId, String itemId, int contentIndex, long audioEndMs)
            implements ServerEvent {}

    @JsonTypeName("conversation.item.deleted")
    record ItemDeleted(String eventId, String itemId) implements ServerEvent {}

    @JsonTypeName("conversation.item.input_audio_transcription.delta")
    record TranscriptionDelta(String eventId, String itemId, int contentIndex, String delta)
            implements ServerEvent {}

    /**
     * The final words of the user.
     *
     * @param languages what they were said in, {@code [{"code"}]}
     * @param logprobs how likely each token was, {@code [{"token","logprob","bytes"}]}; only where
     *     the session's {@code include} asked for it
     */
    @JsonTypeName("conversation.item.input_audio_transcription.completed")
    record TranscriptionCompleted(
            String eventId,
            String itemId,
            int contentIndex,
            String transcript,
            @Nullable JsonNode usage,
            @Nullable JsonNode languages,
            @Nullable JsonNode logprobs)
            implements ServerEvent {}

    @JsonTypeName("conversation.item.input_audio_transcription.failed")
    record TranscriptionFailed(String eventId, String itemId, int contentIndex, WireError error)
            implements ServerEvent {}

    @JsonTypeName("input_audio_buffer.committed")
    record AudioCommitted(
            String eventId,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String previousItemId,
            String itemId)
            implements ServerEvent {}

    @JsonTypeName("input_audio_buffer.cleared")
    record AudioCleared(String eventId) implements ServerEvent {}

    @JsonTypeName("input_audio_buffer.speech_started")
    record SpeechStarted(String eventId, long audioStartMs, @Nullable String itemId)
            implements ServerEvent {}

    @JsonTypeName("input_audio_buffer.speech_stopped")
    record SpeechStopped(String eventId, long audioEndMs, @Nullable String itemId)
            implements ServerEvent {}

    @JsonTypeName("input_audio_buffer.timeout_triggered")
    record TimeoutTriggered(String eventId, long audioStartMs, long audioEndMs, String itemId)
            implements ServerEvent {}

    @JsonTypeName("output_audio_buffer.started")
    record OutputAudioStarted(String eventId, String responseId) implements ServerEvent {}

    @JsonTypeName("output_audio_buffer.stopped")
    record OutputAudioStopped(String eventId, String responseId) implements ServerEvent {}

    @JsonTypeName("output_audio_buffer.cleared")
    record OutputAudioCleared(String eventId, String responseId) implements ServerEvent {}

    @JsonTypeName("response.created")
    record ResponseCreated(String eventId, RealtimeResponse response) implements ServerEvent {}

    @JsonTypeName("response.done")
    record ResponseDone(String eventId, RealtimeResponse response) implements ServerEvent {}

    @JsonTypeName("response.output_item.added")
    record OutputItemAdded(String eventId, String responseId, int outputIndex, Item item)
            implements ServerEvent {}

    @JsonTypeName("response.output_item.done")
    record OutputItemDone(String eventId, String responseId, int outputIndex, Item item)
            implements ServerEvent {}

    @JsonTypeName("response.content_part.added")
    record ContentPartAdded(
            String eventId,
            String responseId,
            String itemId,
            int outputIndex,
            int contentIndex,
            Part part)
            implements ServerEvent {}

    @JsonTypeName("response.content_part.done")
    record ContentPartDone(
            String eventId,
            String responseId,
            String itemId,
            int outputIndex,
            int contentIndex,
            Part part)
            implements ServerEvent {}

    @JsonTypeName("response.output_text.delta")
    record OutputTextDelta(
            String eventId,
            String responseId,
            String itemId,
            int outputIndex,
            int contentIndex,
            String delta)
            implements ServerEvent {}

    @JsonTypeName("response.output_text.done")
    record OutputTextDone(
            String eventId,
            String responseId,
            String itemId,
            int outputIndex,
            int contentIndex,
            String text)
            implements ServerEvent {}

    /** {@code delta} is base64 of the session's output format. */
    @JsonTypeName("response.output_audio.delta")
    record OutputAudioDelta(
            String eventId,
            String responseId,
            String itemId,
            int outputIndex,
            int contentIndex,
            String delta)
            implements ServerEvent {}

    @JsonTypeName("response.output_audio.done")
    record OutputAudioDone(
            String eventId, String responseId, String itemId, int outputIndex, int contentIndex)
            implements ServerEvent {}

    @JsonTypeName("response.output_audio_transcript.delta")
    record OutputTranscriptDelta(
            String eventId,
            String responseId,
            String itemId,
            int outputIndex,
            int contentIndex,
            String delta)
            implements ServerEvent {}

    @JsonTypeName("response.output_audio_transcript.done")
    record OutputTranscriptDone(
            String eventId,
            String responseId,
            String itemId,
            int outputIndex,
            int contentIndex,
            String transcript)
            implements ServerEvent {}

    @JsonTypeName("response.function_call_arguments.delta")
    record ArgumentsDelta(
            String eventId,
            String responseId,
            String itemId,
            int outputIndex,
            String callId,
            String delta)
            implements ServerEvent {}

    @JsonTypeName("response.function_call_arguments.done")
    record ArgumentsDone(
            String eventId,
            String responseId,
            String itemId,
            int outputIndex,
            String callId,
            @Nullable String name,
            String arguments)
            implements ServerEvent {}

    @JsonTypeName("rate_limits.updated")
    record RateLimitsUpdated(String eventId, List<RateLimit> rateLimits) implements ServerEvent {}

    /**
     * Ours, no part of the OpenAI protocol: where the time of one spoken turn went, in milliseconds
     * of wall clock. Sent when the first audio of the answer goes out, and only to a socket that
     * asked for it with {@code ?sidetone=1}, so that foreign clients never see it.
     *
     * @param itemId the user item that was answered
     * @param endOfTurnMs from the last speech to the decision that the turn is over
     * @param recognitionMs from that decision to the text
     * @param answerMs from the text to the words of the answer (the tool call included)
     * @param synthesisMs from those words to the first audio
     */
    @JsonTypeName("sidetone.turn.timing")
    record TurnTiming(
            String eventId,
            String itemId,
            String responseId,
            long endOfTurnMs,
            long recognitionMs,
            long answerMs,
            long synthesisMs)
            implements ServerEvent {}

    /** A type this version does not know, kept whole so that it can be passed on. */
    @JsonTypeName("unknown")
    record Unknown(String eventId, String type, JsonNode raw) implements ServerEvent {}

    /**
     * The part of {@code response.content_part.*}: {@code type} is {@code text} or {@code audio}.
     */
    record Part(String type, @Nullable String text, @Nullable String transcript) {
        public static Part text(String text) {
            return new Part("text", text, null);
        }

        public static Part audio(String transcript) {
            return new Part("audio", null, transcript);
        }
    }

    record RateLimit(String name, long limit, long remaining, double resetSeconds) {}
}
