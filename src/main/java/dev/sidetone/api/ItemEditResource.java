package dev.sidetone.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Puts the words of an item right; those before are kept with it. */
@Path("/api/v1/conversations/{id}/items/{itemId}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class ItemEditResource {

    private static final int LONGEST = 100_000;

    private final TranscriptStore store;

    @Inject
    ItemEditResource(@Guarded TranscriptStore store) {
        this.store = store;
    }

    /** What is changed. */
    @Schema(name = "ItemEdit")
    record EditBody(String text) {}

    /** Replaces the words. */
    @PATCH
    @Consumes(Media.JSON)
    @Operation(
            operationId = "editItem",
            summary = "Puts the words of an item right; those before are kept in its edits")
    @RequestBody(
            content =
                    @Content(
                            mediaType = Media.JSON,
                            schema = @Schema(implementation = EditBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "The item as it is now.",
            content =
                    @Content(
                            schema = @Schema(implementation = ConversationResource.ItemView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem", description = "Under legal hold.")
    public ConversationResource.ItemView edit(
            @PathParam("id") String id, @PathParam("itemId") String itemId, String body) {
        Conversation found = Conversations.existing(store, id);
        String text = text(JsonBody.read(body));
        if (found.marks().held()) {
            throw new ProblemException(
                    409,
                    "legal_hold",
                    "The conversation is under legal hold: nothing in it is changed until somebody"
                            + " who may sets `held` to false.");
        }
        return store.edit(found.id(), itemId, text)
                .map(ConversationResource.ItemView::of)
                .orElseThrow(() ->
                        new ProblemException(
                                404,
                                "not_found",
                                "There is no item %s in this conversation.".formatted(itemId)));
    }

    private static String text(ObjectNode sent) {
        JsonBody.onlyKnown(sent, Set.of("text"));
        JsonNode text = sent.path("text");
        if (!text.isTextual() || text.asText().isBlank() || text.asText().length() > LONGEST) {
            throw new ProblemException(
                    400,
                    "invalid_text",
                    "`text` is what the item says from now on: 1 to %,d characters."
                            .formatted(LONGEST));
        }
        return text.asText();
    }
}
