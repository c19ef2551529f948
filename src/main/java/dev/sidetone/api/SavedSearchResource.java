package dev.sidetone.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.Guarded;
import dev.sidetone.transcript.SavedSearch;
import dev.sidetone.transcript.TranscriptException;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Searches that are kept. */
@Path("/api/v1/searches")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class SavedSearchResource {

    private final TranscriptStore store;

    @Inject
    SavedSearchResource(@Guarded TranscriptStore store) {
        this.store = store;
    }

    /** What is to be kept. */
    @Schema(name = "NewSavedSearch")
    record NewView(
            @Schema(description = "At most 80 characters; otherwise the query.")
                    @Nullable String name,
            @Schema(required = true) String query) {}

    /** A search that is kept. */
    @Schema(name = "SavedSearch")
    record SavedView(String id, String name, String query, Instant savedAt) {

        static SavedView of(SavedSearch s) {
            return new SavedView(s.id(), s.name(), s.query(), s.savedAt());
        }
    }

    /** All of them. */
    @Schema(name = "SavedSearches")
    record AllView(List<SavedView> searches) {}

    /** All of them. */
    @GET
    @Operation(operationId = "listSavedSearches", summary = "The searches that are kept")
    @APIResponse(
            responseCode = "200",
            description = "By their names.",
            content = @Content(schema = @Schema(implementation = AllView.class)))
    public AllView all() {
        return new AllView(store.searches().all().stream().map(SavedView::of).toList());
    }

    /** Keeps one. */
    @POST
    @Consumes(Media.JSON)
    @Operation(
            operationId = "saveSearch",
            summary = "Keeps a search; one that is kept gets the new name")
    @RequestBody(
            content =
                    @Content(
                            mediaType = Media.JSON,
                            schema = @Schema(implementation = NewView.class)))
    @APIResponse(
            responseCode = "201",
            description = "It is kept.",
            content = @Content(schema = @Schema(implementation = SavedView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "503", ref = "Problem")
    public Response save(String body) {
        ObjectNode sent = JsonBody.read(body);
        JsonBody.onlyKnown(sent, Set.of("name", "query"));
        try {
            SavedSearch saved = store.searches().save(text(sent, "name"), text(sent, "query"));
            return Response.created(URI.create("/api/v1/searches/" + saved.id()))
                    .entity(SavedView.of(saved))
                    .build();
        } catch (IllegalArgumentException e) {
            throw ProblemException.unreadable("invalid_search", String.valueOf(e.getMessage()));
        } catch (TranscriptException e) {
            throw unavailable(e);
        }
    }

    /** Forgets one. */
    @DELETE
    @Path("{search}")
    @Operation(operationId = "forgetSearch", summary = "Forgets a search")
    @APIResponse(responseCode = "204", description = "It is forgotten.")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "503", ref = "Problem")
    public Response forget(@PathParam("search") String id) {
        try {
            if (store.searches().forget(id)) {
                return Response.noContent().build();
            }
        } catch (TranscriptException e) {
            throw unavailable(e);
        }
        throw new ProblemException(
                404,
                "search_not_found",
                "There is no such search; GET /api/v1/searches lists them.");
    }

    private static String text(ObjectNode sent, String name) {
        JsonNode value = sent.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            throw ProblemException.unreadable("invalid_search", "`%s` is a text.".formatted(name));
        }
        return value.asText("");
    }

    private static ProblemException unavailable(TranscriptException e) {
        return new ProblemException(503, "transcript_unavailable", String.valueOf(e.getMessage()));
    }
}
