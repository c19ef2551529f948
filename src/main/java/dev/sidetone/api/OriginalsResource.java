package dev.sidetone.api;

import dev.sidetone.access.Guarded;
import dev.sidetone.access.Reveals;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.transcript.Original;
import dev.sidetone.transcript.Originals;
import dev.sidetone.transcript.OriginalsException;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What redaction took out, where a vault keeps it. */
@Path("/api/v1/conversations/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class OriginalsResource {

    private final TranscriptStore store;
    private final Reveals reveals;

    @Inject
    OriginalsResource(@Guarded TranscriptStore store, Reveals reveals) {
        this.store = store;
        this.reveals = reveals;
    }

    /** Where something was kept. */
    @Schema(name = "Originals")
    public record OriginalsView(
            @Schema(description = "The ids of items of which the vault has something.")
                    List<String> items) {}

    /** Words as they were. */
    @Schema(name = "Original")
    public record OriginalView(
            @Schema(description = "When it was sealed, ISO 8601.") String keptAt,
            @Schema(
                            description =
                                    "Whether the item says so now; false for what it said before"
                                            + " it was cut or put right.")
                    boolean current,
            @Schema(description = "As the record has it.") String redacted,
            @Schema(description = "As it was said or written.") String text) {

        static OriginalView of(Original one) {
            return new OriginalView(one.keptAt().toString(), one.current(), one.kept(), one.said());
        }
    }

    /** All that is kept of one item. */
    @Schema(name = "ItemOriginal")
    public record ItemOriginalView(
            String itemId,
            List<OriginalView> originals,
            @Schema(description = "A sentence for each that cannot be opened: why.")
                    List<String> closed) {}

    /** Of which items something is kept. */
    @GET
    @Path("originals")
    @Operation(
            operationId = "listOriginals",
            summary = "Of which items the vault has what redaction took out")
    @APIResponse(
            responseCode = "200",
            description = "The ids of the items, none without a vault.",
            content = @Content(schema = @Schema(implementation = OriginalsView.class)))
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "503", ref = "Problem")
    public OriginalsView list(@PathParam("id") String id) {
        Conversation found = Conversations.existing(store, id);
        return new OriginalsView(read(() -> reveals.items(found.id())));
    }

    /** What was taken out of one; that it was shown is in the log of reads. */
    @GET
    @Path("items/{itemId}/original")
    @Operation(
            operationId = "getItemOriginal",
            summary = "An item's words with what redaction took out; each time is written down")
    @APIResponse(
            responseCode = "200",
            description = "The words, the oldest first.",
            content = @Content(schema = @Schema(implementation = ItemOriginalView.class)))
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(
            responseCode = "404",
            ref = "Problem",
            description = "There is no such item, or nothing is kept of it.")
    @APIResponse(
            responseCode = "503",
            ref = "Problem",
            description =
                    "Sealed with a key that is not configured, damaged, or it cannot be written"
                            + " down that it is shown.")
    public Response one(@PathParam("id") String id, @PathParam("itemId") String itemId) {
        Conversation conversation = Conversations.existing(store, id);
        Originals.Found found = read(() -> reveals.of(conversation.id(), itemId));
        if (found.nothing()) {
            throw new ProblemException(
                    404,
                    "original_not_found",
                    "Nothing is kept of this item: nothing was taken out of it, or there was no"
                            + " vault then; GET …/originals lists the items of which something"
                            + " is.");
        }
        if (found.opened().isEmpty()) {
            throw unavailable(String.join(" ", found.closed()));
        }
        return Response.ok(
                        new ItemOriginalView(
                                itemId,
                                found.opened().stream().map(OriginalView::of).toList(),
                                found.closed()))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (OriginalsException e) {
            throw unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException unavailable(String why) {
        return new ProblemException(503, "vault_unavailable", why);
    }
}
