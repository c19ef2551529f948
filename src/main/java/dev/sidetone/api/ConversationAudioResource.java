package dev.sidetone.api;

import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import dev.sidetone.recording.RecordingException;
import dev.sidetone.recording.Recordings;
import dev.sidetone.recording.Segment;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The recorded sound of one conversation. */
@Path("/api/v1/conversations/{id}/audio")
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class ConversationAudioResource {

    private static final String OGG = "audio/ogg";

    private final TranscriptStore store;
    private final Recordings recordings;

    @Inject
    ConversationAudioResource(@Guarded TranscriptStore store, Recordings recordings) {
        this.store = store;
        this.recordings = recordings;
    }

    /** What there is to be heard. */
    @Schema(name = "ConversationAudio")
    record AudioView(
            @Schema(description = "The ids of items that can be heard.") List<String> items,
            List<SegmentView> segments) {}

    /** A recorded piece. */
    @Schema(name = "AudioSegment")
    record SegmentView(
            String callId,
            @Schema(enumeration = {"user", "assistant"}) String speaker,
            @Schema(description = "When it began, ISO 8601.") String begunAt,
            @Schema(description = "In ms since the call began.") long fromMs,
            @Schema(description = "In ms since the call began.") long toMs) {

        static SegmentView of(Segment segment) {
            return new SegmentView(
                    segment.callId(),
                    segment.speaker().wireName(),
                    segment.begunAt().toString(),
                    segment.fromMs(),
                    segment.toMs());
        }
    }

    /** What of it was recorded. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listConversationAudio", summary = "What of it was recorded")
    @APIResponse(
            responseCode = "200",
            description = "The items that can be heard, in their order, and the recorded pieces.",
            content = @Content(schema = @Schema(implementation = AudioView.class)))
    @APIResponse(responseCode = "404", ref = "Problem")
    public AudioView list(@PathParam("id") String id) {
        Conversation found = Conversations.existing(store, id);
        List<Item> items = store.items(found.id());
        Set<String> heard = read(() -> recordings.heard(items));
        return new AudioView(
                items.stream().map(Item::itemId).filter(heard::contains).toList(),
                read(() -> recordings.segments(items)).stream().map(SegmentView::of).toList());
    }

    /** The sound of one item. */
    @GET
    @Path("{item}")
    @Operation(operationId = "getItemAudio", summary = "The sound of one item, Ogg with Opus")
    @APIResponse(
            responseCode = "200",
            description = "All of what was said, from its first to its last moment.",
            content = @Content(mediaType = OGG))
    @APIResponse(responseCode = "206", description = "The bytes that `Range` asks for.")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "416", ref = "Problem")
    @APIResponse(
            responseCode = "503",
            ref = "Problem",
            description = "Sealed with a key that is not configured, or damaged.")
    public Response one(
            @PathParam("id") String id,
            @Parameter(description = "The `itemId`.") @PathParam("item") String item,
            @HeaderParam("Range") @Nullable String range) {
        Conversation found = Conversations.existing(store, id);
        byte[] sound =
                store.items(found.id()).stream()
                        .filter(candidate -> candidate.itemId().equals(item))
                        .findFirst()
                        .flatMap(said -> read(() -> recordings.sound(said)))
                        .orElseThrow(ConversationAudioResource::silent);
        return ByteRange.answer(sound, range).type(OGG).build();
    }

    private static ProblemException silent() {
        return new ProblemException(
                404,
                "audio_not_found",
                "There is no sound of this item; GET …/audio lists the items that have some.");
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RecordingException e) {
            throw new ProblemException(503, "audio_unavailable", String.valueOf(e.getMessage()));
        }
    }
}
