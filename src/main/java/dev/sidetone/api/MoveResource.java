package dev.sidetone.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Activity;
import dev.sidetone.transcript.MoveRequest;
import dev.sidetone.transcript.MoveResult;
import dev.sidetone.transcript.TranscriptException;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Merges two conversations, splits one, and undoes that. */
@Path("/api/v1/moves")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class MoveResource {

    private final TranscriptStore store;
    private final Activity activity;

    @Inject
    MoveResource(@Guarded TranscriptStore store, Activity activity) {
        this.store = store;
        this.activity = activity;
    }

    /** What is to go where. */
    @Schema(name = "NewMove")
    record NewView(
            @Schema(description = "The conversation whose items go.", required = true)
                    String source,
            @Schema(
                            description =
                                    "To merge: the conversation that gets all of them; the source is"
                                            + " deleted then.")
                    @Nullable String target,
            @Schema(
                            description =
                                    "To split: the `seq` of the first item that goes, with all behind"
                                            + " it, into a new conversation.")
                    @Nullable Long at,
            @Schema(description = "Of the new conversation; otherwise its first words.")
                    @Nullable String title) {}

    /** What went where; {@code id} undoes it. */
    @Schema(name = "Move")
    record MoveView(String id, String source, String target, long items) {

        static MoveView of(MoveResult.Moved moved) {
            return new MoveView(
                    moved.id(), moved.source().value(), moved.target().value(), moved.items());
        }
    }

    /** Merges or splits. */
    @POST
    @Consumes(Media.JSON)
    @Operation(
            operationId = "moveItems",
            summary = "Merges a conversation into another, or splits one at an item")
    @RequestBody(
            content =
                    @Content(
                            mediaType = Media.JSON,
                            schema = @Schema(implementation = NewView.class)))
    @APIResponse(
            responseCode = "201",
            description = "What went where.",
            content = @Content(schema = @Schema(implementation = MoveView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem", description = "Under legal hold, or busy.")
    @APIResponse(responseCode = "503", ref = "Problem")
    public Response move(String body) {
        MoveView done = MoveView.of(made(request(JsonBody.read(body))));
        return Response.status(201)
                .location(java.net.URI.create("/api/v1/moves/" + done.id()))
                .entity(done)
                .build();
    }

    /** Takes back a merge or a split. */
    @DELETE
    @Path("{move}")
    @Operation(operationId = "undoMove", summary = "Undoes a merge or a split")
    @APIResponse(
            responseCode = "200",
            description = "What went back where.",
            content = @Content(schema = @Schema(implementation = MoveView.class)))
    @APIResponse(responseCode = "409", ref = "Problem", description = "It cannot be undone.")
    @APIResponse(responseCode = "503", ref = "Problem")
    public MoveView undo(@PathParam("move") String move) {
        return MoveView.of(made(new MoveRequest.Undo(move)));
    }

    private MoveRequest request(ObjectNode sent) {
        JsonBody.onlyKnown(sent, Set.of("source", "target", "at", "title"));
        ConversationId source = idle(sent, "source");
        JsonNode at = sent.path("at");
        if (sent.has("target") == sent.has("at")) {
            throw ProblemException.unreadable(
                    "invalid_move",
                    "Give `target` to merge into that conversation, or `at` to split at that"
                            + " item.");
        }
        if (sent.has("target")) {
            return new MoveRequest.Merge(source, idle(sent, "target"));
        }
        if (!at.canConvertToLong() || at.asLong() < 1) {
            throw ProblemException.unreadable(
                    "invalid_move", "`at` is the seq of an item, a whole number from 1.");
        }
        return new MoveRequest.Split(source, at.asLong(), NewTitle.read(sent.path("title")));
    }

    private ConversationId idle(ObjectNode sent, String name) {
        ConversationId id = Conversations.existing(store, sent.path(name).asText()).id();
        if (activity.busy(id)) {
            throw new ProblemException(
                    409,
                    "conversation_busy",
                    "A call or a turn runs in the conversation that `%s` names: end it before."
                            .formatted(name));
        }
        return id;
    }

    private MoveResult.Moved made(MoveRequest request) {
        MoveResult result;
        try {
            result = store.move(request);
        } catch (TranscriptException e) {
            throw new ProblemException(
                    503, "transcript_unavailable", String.valueOf(e.getMessage()));
        }
        return switch (result) {
            case MoveResult.Moved moved -> moved;
            case MoveResult.Refused refused -> throw problem(refused.why());
        };
    }

    private static ProblemException problem(MoveResult.Why why) {
        return switch (why) {
            case HELD -> new ProblemException(409, "legal_hold", why.text());
            case GONE -> new ProblemException(409, "cannot_undo", why.text());
            case MISSING -> new ProblemException(404, "conversation_not_found", why.text());
            case SAME, WHOLE -> ProblemException.unreadable("invalid_move", why.text());
        };
    }
}
