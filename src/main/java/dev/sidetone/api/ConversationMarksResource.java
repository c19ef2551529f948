package dev.sidetone.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What is put on a conversation: its title, tags, pin, archive, hold; deleting and undoing that.
 */
@Path("/api/v1/conversations/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class ConversationMarksResource {

    private static final Set<String> KNOWN = Set.of("title", "tags", "pinned", "archived", "held");

    private final TranscriptStore store;
    private final InstantSource clock = InstantSource.system();

    @Inject
    ConversationMarksResource(@Guarded TranscriptStore store) {
        this.store = store;
    }

    /** What may be changed; what is left out stays. */
    @Schema(name = "ConversationChange")
    record ChangeView(
            @Nullable String title,
            @Schema(description = "These and no others; at most 20 of at most 40 characters.")
                    @Nullable List<String> tags,
            @Nullable Boolean pinned,
            @Nullable Boolean archived,
            @Schema(description = "Under legal hold.") @Nullable Boolean held) {}

    /** Changes what is sent, all at once. */
    @PATCH
    @Consumes(Media.JSON)
    @Operation(
            operationId = "changeConversation",
            summary = "Title, tags, pin, archive, legal hold; with If-Match only as last seen")
    @RequestBody(
            content =
                    @Content(
                            mediaType = Media.JSON,
                            schema = @Schema(implementation = ChangeView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The conversation as it is now.",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "412", ref = "Problem")
    @APIResponse(responseCode = "415", ref = "Problem")
    public Response change(@PathParam("id") String id, @Context Request request, String body) {
        Conversation found = Conversations.existing(store, id);
        asLastSeen(found, request);
        return answer(store.change(found.id(), changes(JsonBody.read(body))).orElse(found));
    }

    /** Deletes it; it can be restored until it is purged. */
    @DELETE
    @Operation(
            operationId = "deleteConversation",
            summary = "Deletes it; it can be restored until it is purged")
    @APIResponse(
            responseCode = "200",
            description = "The conversation, with deletedAt.",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem", description = "Under legal hold.")
    @APIResponse(responseCode = "412", ref = "Problem")
    public Response delete(@PathParam("id") String id, @Context Request request) {
        Conversation found = Conversations.existing(store, id);
        asLastSeen(found, request);
        Instant now = clock.instant();
        Conversation after =
                store.change(found.id(), List.of(new ConversationChange.Delete(now))).orElse(found);
        if (!after.deleted()) {
            throw new ProblemException(
                    409,
                    "legal_hold",
                    "The conversation is under legal hold: nothing deletes it until somebody who"
                            + " may sets `held` to false.");
        }
        return answer(after);
    }

    /** Undoes a deletion. */
    @POST
    @Path("restore")
    @Operation(operationId = "restoreConversation", summary = "Undoes a deletion")
    @APIResponse(
            responseCode = "200",
            description = "The conversation, no longer deleted.",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response restore(@PathParam("id") String id) {
        Conversation found =
                Conversations.id(id).flatMap(store::findAny).orElseThrow(Conversations::missing);
        List<ConversationChange> undo = List.of(new ConversationChange.Restore());
        return answer(store.change(found.id(), undo).orElse(found));
    }

    private static Response answer(Conversation now) {
        ConversationView view = ConversationView.of(now);
        return Response.ok(view).tag(view.tag()).build();
    }

    private static void asLastSeen(Conversation found, Request request) {
        if (request.evaluatePreconditions(ConversationView.of(found).tag()) != null) {
            throw new ProblemException(
                    412,
                    "changed_meanwhile",
                    "Somebody changed the conversation meanwhile: GET it, look, and send this again"
                            + " with the new ETag.");
        }
    }

    private static List<ConversationChange> changes(ObjectNode sent) {
        JsonBody.onlyKnown(sent, KNOWN);
        var changes = new ArrayList<ConversationChange>();
        NewTitle.read(sent.path("title"))
                .map(ConversationChange.Retitle::new)
                .ifPresent(changes::add);
        tags(sent.path("tags")).ifPresent(changes::add);
        flag(sent, "pinned", ConversationChange.Pin::new).ifPresent(changes::add);
        flag(sent, "archived", ConversationChange.Archive::new).ifPresent(changes::add);
        flag(sent, "held", ConversationChange.Hold::new).ifPresent(changes::add);
        return changes;
    }

    private static Optional<ConversationChange> flag(
            ObjectNode sent, String name, Function<Boolean, ConversationChange> change) {
        JsonNode value = sent.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw ProblemException.unreadable(
                    "invalid_mark", "`%s` is true or false.".formatted(name));
        }
        return Optional.of(change.apply(value.booleanValue()));
    }

    private static Optional<ConversationChange> tags(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        List<JsonNode> given = StreamSupport.stream(value.spliterator(), false).toList();
        if (!value.isArray() || !given.stream().allMatch(JsonNode::isTextual)) {
            throw ProblemException.unreadable("invalid_tags", "`tags` is an array of texts.");
        }
        try {
            return Optional.of(
                    new ConversationChange.Tag(given.stream().map(JsonNode::asText).toList()));
        } catch (IllegalArgumentException e) {
            throw ProblemException.unreadable("invalid_tags", "In `tags`: " + e.getMessage() + ".");
        }
    }
}
