package dev.sidetone.api;

import dev.sidetone.access.Guarded;
import dev.sidetone.export.Download;
import dev.sidetone.export.Export;
import dev.sidetone.transcript.SearchLanguage;
import dev.sidetone.transcript.SearchReading;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a search finds, as a file. */
@Path("/api/v1/search/export")
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class SearchExportResource {

    private final Download download;

    @Inject
    SearchExportResource(@Guarded TranscriptStore store) {
        this.download = new Download(store);
    }

    /** All that is found. */
    @GET
    @Operation(
            operationId = "exportSearch",
            summary =
                    "What a search finds, all of it: JSON Lines in one file, other formats in a ZIP"
                            + " archive with a file for each conversation")
    @APIResponse(
            responseCode = "200",
            description = "The file, streamed; it holds only the items that were found.",
            content = {
                @Content(mediaType = "application/jsonl"),
                @Content(mediaType = "application/zip")
            })
    @APIResponse(responseCode = "400", ref = "Problem")
    public Response found(
            @Parameter(description = "As for the search.", required = true)
                    @QueryParam("q")
                    @DefaultValue("")
                    String query,
            @Parameter(description = "As for one conversation.")
                    @QueryParam("format")
                    @DefaultValue("jsonl")
                    String format) {
        Export export = ExportFiles.format(format);
        boolean lines = export == Export.JSONL;
        return switch (SearchLanguage.read(query)) {
            case SearchReading.Mistaken mistaken ->
                    Problem.of(400, "invalid_query", mistaken.text());
            case SearchReading.Understood(var terms) ->
                    ExportFiles.answer(
                            out -> download.found(terms, export, out),
                            lines ? export.mediaType() : "application/zip",
                            lines ? "search.jsonl" : "search-" + export.id() + ".zip");
        };
    }
}
