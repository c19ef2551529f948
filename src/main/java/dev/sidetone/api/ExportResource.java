package dev.sidetone.api;

import dev.sidetone.access.Guarded;
import dev.sidetone.export.Download;
import dev.sidetone.export.Export;
import dev.sidetone.export.Import;
import dev.sidetone.export.ImportException;
import dev.sidetone.transcript.TranscriptException;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Conversations as files: taken away in every format, taken in. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class ExportResource {

    private final TranscriptStore store;
    private final Download download;

    @Inject
    ExportResource(@Guarded TranscriptStore store) {
        this.store = store;
        this.download = new Download(store);
    }

    /** Everything as one file. */
    @GET
    @Path("export")
    @Operation(
            operationId = "exportAll",
            summary = "Every conversation: JSON Lines in one file, other formats in a ZIP archive")
    @APIResponse(
            responseCode = "200",
            description = "The file, streamed.",
            content = {
                @Content(mediaType = "application/jsonl"),
                @Content(mediaType = "application/zip")
            })
    @APIResponse(responseCode = "400", ref = "Problem")
    public Response all(
            @Parameter(description = "As for one conversation.")
                    @QueryParam("format")
                    @DefaultValue("jsonl")
                    String format) {
        Export export = ExportFiles.format(format);
        boolean lines = export == Export.JSONL;
        return ExportFiles.answer(
                out -> download.all(export, out),
                lines ? export.mediaType() : "application/zip",
                lines ? "conversations.jsonl" : "conversations-" + export.id() + ".zip");
    }

    /** Takes conversations in; what is there stays as it is. */
    @POST
    @Path("import")
    @Consumes({"application/json", "application/jsonl", "application/x-subrip", "text/vtt"})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "importConversations",
            summary =
                    "Takes exported JSON and JSON Lines, Codex rollouts and subtitles in; what is"
                            + " there stays as it is")
    @RequestBody(
            content = {
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(type = SchemaType.OBJECT)),
                @Content(
                        mediaType = "application/jsonl",
                        schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/x-subrip",
                        schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/vtt", schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "200",
            description = "What was taken in.",
            content = @Content(schema = @Schema(implementation = ImportedView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "413", ref = "Problem")
    @APIResponse(responseCode = "415", ref = "Problem")
    @APIResponse(responseCode = "503", ref = "Problem")
    public Response take(
            @Parameter(description = "The title of subtitles that have none.")
                    @QueryParam("name")
                    @DefaultValue("")
                    String name,
            @Parameter(
                            description =
                                    "When what subtitles tell began, such as"
                                            + " 2026-05-01T12:00:00Z; without it, now.")
                    @QueryParam("startedAt")
                    Optional<String> startedAt,
            InputStream file)
            throws IOException {
        var source =
                Import.Source.of(name, startedAt.map(ImportedView::time).orElseGet(Instant::now));
        try (var text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return Response.ok(ImportedView.of(new Import(store).read(text, source))).build();
        } catch (ImportException e) {
            throw ProblemException.unreadable("invalid_import", String.valueOf(e.getMessage()));
        } catch (TranscriptException e) {
            throw new ProblemException(
                    503, "transcript_unavailable", String.valueOf(e.getMessage()));
        }
    }
}
