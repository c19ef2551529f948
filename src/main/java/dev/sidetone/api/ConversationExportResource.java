package dev.sidetone.api;

import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.export.Download;
import dev.sidetone.export.Export;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One conversation, taken away in any format. */
@Path("/api/v1/conversations/{id}/export")
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class ConversationExportResource {

    private final TranscriptStore store;
    private final Download download;

    @Inject
    ConversationExportResource(@Guarded TranscriptStore store) {
        this.store = store;
        this.download = new Download(store);
    }

    /** The JSON export. */
    @Schema(name = "ExportedConversation")
    record ExportedView(
            String format,
            int version,
            ConversationView conversation,
            List<ConversationResource.ItemView> items) {}

    /** One conversation as a file. */
    @GET
    @Operation(operationId = "exportConversation", summary = "One conversation as a file")
    @APIResponse(
            responseCode = "200",
            description = "The file, streamed; the same conversation comes to the same bytes.",
            content = {
                @Content(mediaType = "text/markdown"),
                @Content(mediaType = "text/plain"),
                @Content(mediaType = "text/html"),
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = ExportedView.class)),
                @Content(mediaType = "application/jsonl"),
                @Content(mediaType = "text/csv"),
                @Content(mediaType = "application/x-subrip"),
                @Content(mediaType = "text/vtt")
            })
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    public Response one(
            @PathParam("id") String id,
            @Parameter(
                            description = "markdown, text, html, json, jsonl, csv, srt or vtt",
                            required = true)
                    @QueryParam("format")
                    @DefaultValue("")
                    String format,
            @Parameter(description = "The `seq` of the first item.")
                    @QueryParam("from")
                    @DefaultValue("1")
                    String from,
            @Parameter(description = "The `seq` of the last item.")
                    @QueryParam("to")
                    @DefaultValue("")
                    String to) {
        Conversation found = Conversations.readable(store, id);
        Export export = ExportFiles.format(format);
        long first = ExportFiles.position("from", from);
        long last = to.isEmpty() ? Long.MAX_VALUE : ExportFiles.position("to", to);
        return ExportFiles.answer(
                out -> download.one(found, export, first, last, out),
                export.mediaType(),
                export.fileName(found));
    }
}
